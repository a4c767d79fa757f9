using System.Text.Json;
using Clu.Testing;

namespace Clu.Cli.Tests.Commands;

public sealed class BuildIsoCommandTests
{
    [Fact]
    public async Task A_level_that_the_codec_does_not_have_is_refused_before_anything_starts()
    {
        using Screen screen = new();
        using TempFolder folder = new();
        await File.WriteAllTextAsync(
            folder["p.toml"], "name = \"x\"\nlabel = \"x\"\n[compression]\ncodec = \"gzip\"\n", TestContext.Current.CancellationToken);

        Assert.Equal(2, await screen.RunAsync("build", "iso", "-p", folder["p.toml"], "--compression-level", "15"));

        Assert.Equal(
            "error CLU0903: the profile's codec gzip has no level 15\nhint: give --compression-level 1 to 9\n", screen.Error.Output);
    }

    [Fact]
    public async Task A_store_without_a_path_that_it_should_have_is_a_mistake()
    {
        using Screen screen = new();
        Assert.Equal(2, await screen.RunAsync("build", "iso", "--from", "file:///srv/cache"));
        Assert.StartsWith("error CLU0916", screen.Error.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bare_word_is_told_how_to_become_a_target()
    {
        using Screen screen = new();
        Assert.Equal(2, await screen.RunAsync("build", "iso", "laptop"));
        Assert.Contains("write '.#laptop'", screen.Error.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_label_that_is_too_long_is_an_error_with_its_place_in_the_profile()
    {
        using Screen screen = new();
        using TempFolder folder = new();
        await File.WriteAllTextAsync(folder["p.toml"], $"name = \"x\"\nlabel = \"{new string('x', 33)}\"\n", TestContext.Current.CancellationToken);

        Assert.Equal(2, await screen.RunAsync("build", "iso", "-p", folder["p.toml"]));

        Assert.StartsWith($"error CLU0403: {folder["p.toml"]}:2:", screen.Error.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_with_a_layout_that_is_not_there_is_refused_before_anything_starts()
    {
        using Screen screen = new();
        using TempFolder folder = new();
        await File.WriteAllTextAsync(
            folder["p.toml"],
            "name = \"x\"\nlabel = \"x\"\n[[host]]\nname = \"h\"\npackages = [\"bash\"]\nlayout = \"brtfs\"\n",
            TestContext.Current.CancellationToken);

        Assert.Equal(2, await screen.RunAsync("build", "iso", "-p", folder["p.toml"]));

        Assert.Contains("error CLU0600: there is no layout 'brtfs'", screen.Error.Output, StringComparison.Ordinal);
        Assert.Contains("did you mean 'btrfs'?", screen.Error.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--output", "CLU0901")]
    [InlineData("--profile", "CLU0902")]
    public async Task An_empty_name_is_a_mistake_of_the_command_line(string option, string code)
    {
        using Screen screen = new();

        Assert.Equal(2, await screen.RunAsync("build", "iso", option, ""));

        Assert.StartsWith($"error {code}: ", screen.Error.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_json_an_error_is_the_last_event_and_people_are_told_as_well()
    {
        using Screen screen = new();

        // Tests run without a native program, which the medium needs.
        Assert.Equal(4, await screen.RunAsync("build", "iso", "--json"));

        JsonElement last = JsonDocument.Parse(screen.Output.Lines.Last(line => line.Length > 0)).RootElement;
        Assert.Equal("error", last.GetProperty("event").GetString());
        Assert.Equal(4, last.GetProperty("exitCode").GetInt32());
        Assert.StartsWith($"error {last.GetProperty("code").GetString()}: ", screen.Error.Output, StringComparison.Ordinal);
    }
}
