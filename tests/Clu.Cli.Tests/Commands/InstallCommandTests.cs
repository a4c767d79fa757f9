using System.Text.Json;
using Clu.Cli.Tests.Wizard;
using Clu.Media.Hosts;
using Clu.Testing;

namespace Clu.Cli.Tests.Commands;

public sealed class InstallCommandTests
{
    [Theory]
    [InlineData("--hostname", "No_Name")]
    [InlineData("--host", "a b")]
    [InlineData("--user", "9x")]
    [InlineData("--timezone", "Mars/../x")]
    [InlineData("--ssh-key", "ssh-ed25519 AAAA")]
    public async Task A_value_that_is_none_of_its_kind_is_refused(string option, string value)
    {
        using Screen screen = new();

        Assert.Equal(2, await screen.RunAsync("install", "--plan", option, value));

        Assert.StartsWith($"error CLU0901: {option} cannot be '{value}'", screen.Error.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--reboot", "--poweroff")]
    [InlineData("--check", "--resume")]
    [InlineData("--plan", "--check")]
    public async Task Options_that_contradict_are_refused(string one, string other)
    {
        using Screen screen = new();

        Assert.Equal(2, await screen.RunAsync("install", one, other));

        Assert.Contains("do not go together", screen.Error.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_terminal_somebody_has_to_say_that_nobody_is_asked()
    {
        using Screen screen = new();

        Assert.Equal(2, await screen.RunAsync("install", "--json"));

        Assert.StartsWith("error CLU0906: ", screen.Error.Output, StringComparison.Ordinal);
        Assert.Contains("untouched: no disk was touched", screen.Error.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_medium_without_manifest_is_said_to_be_none()
    {
        using Screen screen = new();
        using TempFolder folder = new();

        int exitCode = await screen.RunAsync("install", "--plan", "--medium", folder.Path);

        Assert.NotEqual(0, exitCode);
        Assert.StartsWith("error CLU0550: ", screen.Error.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_without_a_medium_says_that_the_answers_can_be_read()
    {
        using Screen screen = new();
        using TempFolder folder = new();
        await File.WriteAllTextAsync(folder["a.toml"], "hostname = \"lab-7\"\n", TestContext.Current.CancellationToken);

        Assert.Equal(0, await screen.RunAsync("install", "--check", "--answers", folder["a.toml"], "--medium", folder.Path, "--json"));

        Assert.Equal("readable", JsonDocument.Parse(screen.Output.Output).RootElement.GetProperty("outcome").GetString());
    }

    [Fact]
    public async Task Check_names_the_line_of_a_mistake()
    {
        using Screen screen = new();
        using TempFolder folder = new();
        await File.WriteAllTextAsync(folder["a.toml"], "hostname = \"lab-7\"\nhots = \"x\"\n", TestContext.Current.CancellationToken);

        Assert.Equal(2, await screen.RunAsync("install", "--check", "--answers", folder["a.toml"]));

        Assert.StartsWith($"error CLU0402: {folder["a.toml"]}:2:1", screen.Error.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_says_everything_that_a_medium_leaves_open_at_once()
    {
        if (Tool.Find("lsblk") is null)
            throw Tool.Missing("lsblk");
        using Screen screen = new();
        using TempFolder folder = new();
        Directory.CreateDirectory(Path.GetDirectoryName(folder.Path + MediumManifest.MediumPath)!);
        await File.WriteAllBytesAsync(folder.Path + MediumManifest.MediumPath, ManifestJson.Write(SampleMachine.Manifest), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(folder["a.toml"], "host = \"kiosk\"\n[[disk]]\nserial = \"NO-SUCH-DISK\"\n", TestContext.Current.CancellationToken);

        Assert.Equal(2, await screen.RunAsync("install", "--check", "--answers", folder["a.toml"], "--medium", folder.Path));

        Assert.Contains("missing hostname: ", screen.Output.Output, StringComparison.Ordinal);
        Assert.Contains("missing layout: ", screen.Output.Output, StringComparison.Ordinal);
        Assert.Contains("wrong disk: ", screen.Output.Output, StringComparison.Ordinal);
        Assert.Contains("open: the file", screen.Output.Output, StringComparison.Ordinal);
    }
}
