using System.Text.Json;
using Clu.Nix.Signatures;
using Clu.Testing;

namespace Clu.Cli.Tests.Commands;

public sealed class ProveCommandTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly SecretKey _key = SecretKey.Create("example-1", new byte[SecretKey.SeedSize]);

    public ProveCommandTests()
    {
        SampleIso.Write(_folder["my.iso"]);
        File.WriteAllText(_folder["secret.key"], _key.Export());
    }

    public void Dispose()
    {
        _key.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_medium_that_lacks_something_is_exit_code_3_and_names_it()
    {
        using Screen screen = new();

        Assert.Equal(3, await screen.RunAsync("prove", _folder["my.iso"]));

        Assert.Contains("error: there is no store: /nix-store.squashfs is missing", screen.Output.Output, StringComparison.Ordinal);
        Assert.Contains("  to mend it: ", screen.Output.Output, StringComparison.Ordinal);
        Assert.Matches(@"No: \d+ things are wrong\.", screen.Output.Output);
    }

    [Fact]
    public async Task A_report_is_one_line_of_JSON()
    {
        using JsonDocument report = JsonDocument.Parse(await Report());
        Assert.False(report.RootElement.GetProperty("holds").GetBoolean());
        Assert.Equal(64, report.RootElement.GetProperty("checksum").GetString()!.Length);
    }

    [Fact]
    public async Task A_signed_report_is_believed_with_the_key_alone()
    {
        await File.WriteAllTextAsync(_folder["my.proof"], await Report("--sign", _folder["secret.key"]), TestContext.Current.CancellationToken);

        Assert.Equal((3, $"'{_folder["my.iso"]}' was found wanting; the report is signed by example-1."), await Check(_key.PublicKey.ToString()));
        using SecretKey other = SecretKey.Create("example-1", [.. Enumerable.Repeat((byte)1, SecretKey.SeedSize)]);
        Assert.StartsWith("error CLU0921: ", (await Check(other.PublicKey.ToString())).Text, StringComparison.Ordinal);
        Assert.StartsWith("error CLU0921: ", (await Check()).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_that_was_changed_is_CLU0921()
    {
        string report = await Report("--sign", _folder["secret.key"]);
        await File.WriteAllTextAsync(_folder["my.proof"], report.Replace("\"holds\":false", "\"holds\":true", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        Assert.StartsWith("error CLU0921: ", (await Check(_key.PublicKey.ToString())).Text, StringComparison.Ordinal);
    }

    // The commands of docs/prove.md.
    [Fact]
    public async Task OpenSSL_verifies_the_signature()
    {
        string[] lines = (await Report("--sign", _folder["secret.key"])).Split('\n');
        using JsonDocument signed = JsonDocument.Parse(lines[1]);
        byte[] prefix = Convert.FromHexString("302a300506032b6570032100");
        await File.WriteAllTextAsync(_folder["report"], lines[0], TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(_folder["report.sig"], Convert.FromBase64String(After(signed, "signature")), TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(_folder["key.der"], [.. prefix, .. Convert.FromBase64String(After(signed, "key"))], TestContext.Current.CancellationToken);
        Tool.Run("openssl", "pkeyutl", "-verify", "-rawin", "-pubin", "-keyform", "DER", "-inkey", _folder["key.der"], "-in", _folder["report"], "-sigfile", _folder["report.sig"]).Succeeded();

        static string After(JsonDocument line, string member) => line.RootElement.GetProperty(member).GetString()!.Split(':')[1];
    }

    [Fact]
    public async Task What_is_signed_is_JSON() => await Fails("CLU0920", "prove", _folder["my.iso"], "--sign", _folder["secret.key"]);

    [Theory]
    [InlineData("prove", "--change", "colour")]
    [InlineData("rebuild-kit", "plan", "--allow", "colour")]
    [InlineData("rebuild-kit", "plan", "--budget", "large")]
    public async Task A_word_that_is_none_is_named(params string[] words) => await Fails("CLU0901", [.. words, _folder["my.iso"]]);

    private static async Task Fails(string code, params string[] words)
    {
        using Screen screen = new();
        Assert.Equal(2, await screen.RunAsync(words));
        Assert.StartsWith($"error {code}: ", screen.Error.Output, StringComparison.Ordinal);
    }

    private async Task<string> Report(params string[] options)
    {
        using Screen screen = new();
        // As a file has it: a screen of 80 columns would break the line.
        screen.Output.Profile.Width = int.MaxValue;
        Assert.Equal(3, await screen.RunAsync(["prove", _folder["my.iso"], "--json", .. options]));
        return screen.Output.Output;
    }

    private async Task<(int ExitCode, string Text)> Check(params string[] keys)
    {
        using Screen screen = new();
        int exitCode = await screen.RunAsync(["prove", _folder["my.proof"], .. keys.SelectMany(key => new[] { "--trusted-key", key })]);
        return (exitCode, $"{screen.Output.Output}{screen.Error.Output}".TrimEnd());
    }
}
