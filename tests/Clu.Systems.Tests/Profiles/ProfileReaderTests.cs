using Clu.Binary;
using Clu.Systems.Profiles;
using Clu.Testing;

namespace Clu.Systems.Tests.Profiles;

public class ProfileReaderTests
{
    private const string Head = "name = \"x\"\nlabel = \"x\"\n";

    [Theory]
    [InlineData("installer")]
    [InlineData("minimal")]
    public void Read_takes_every_profile_of_the_repository(string name) =>
        Assert.Equal("clu", ProfileReader.Read(Path.Combine(RepositoryRoot.Path, "profiles", name + ".toml")).Name);

    [Theory]
    [InlineData("pakages = []", "CLU0402", "p.toml:3:1: unknown key 'pakages'", "did you mean 'packages'?")]
    [InlineData("timeout = \"1\"", "CLU0403", "p.toml:3:11: 'timeout'", null)]
    [InlineData("[[user]]\nname = \"a\"\n[[user]]\nname = \"a\"", "CLU0405", "p.toml:6:8: user 'a'", null)]
    [InlineData("timeout = ", "CLU0401", "p.toml:3:", null)]
    public void Parse_names_file_line_and_column(string line, string code, string message, string? hint)
    {
        CluException error = Assert.Throws<CluException>(() => ProfileReader.Parse(Head + line, "p.toml"));
        Assert.Equal(code, error.Code);
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
        if (hint is not null)
            Assert.Equal(hint, error.Hint);
    }
}
