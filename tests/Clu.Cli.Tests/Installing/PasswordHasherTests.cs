using Clu.Cli.Installing;
using Clu.Testing;

namespace Clu.Cli.Tests.Installing;

public sealed class PasswordHasherTests
{
    [Fact]
    public async Task A_hash_is_one_that_crypt_knows_and_fits_the_password()
    {
        if (Tool.Find("openssl") is null)
            throw Tool.Missing("openssl");

        string hash = await PasswordHasher.HashAsync("Käse & 'x'", TestContext.Current.CancellationToken);

        Assert.Matches(@"\A\$(y|6)\$", hash);
        if (hash.StartsWith("$6$", StringComparison.Ordinal))
        {
            ToolResult again = Tool.RunWith("openssl", ["passwd", "-6", "-salt", hash.Split('$')[2], "-stdin"], System.Text.Encoding.UTF8.GetBytes("Käse & 'x'\n"));
            Assert.Equal(hash, again.Output.Trim());
        }
    }
}
