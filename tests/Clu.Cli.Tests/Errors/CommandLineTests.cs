namespace Clu.Cli.Tests.Errors;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("bild", "there is no command 'bild'", "did you mean 'build'?")]
    [InlineData("build isso", "there is no command 'isso'", "did you mean 'iso'?")]
    [InlineData("run", "`clu run` needs FILE", "`clu run --help`")]
    [InlineData("run a.iso --disk", "--disk needs a value: FILE", "`clu run --help`")]
    [InlineData("run a.iso b.iso", "'b.iso' is one word too many", "`clu run --help`")]
    [InlineData("run a.iso --fimware uefi", "there is no option '--fimware'", "did you mean '--firmware'?")]
    [InlineData("run a.iso --firmware efi", "--firmware cannot be 'efi': expected bios, uefi, uefi32", "`clu run --help`")]
    [InlineData("run a.iso --memory 64", "--memory cannot be '64': expected a number from 128 to 1048576", "`clu run --help`")]
    [InlineData("completion tcsh", "there is no script for 'tcsh'", "bash, zsh, fish")]
    public async Task A_mistake_on_the_command_line_is_named(string line, string message, string hint)
    {
        using Screen screen = new();

        Assert.Equal(2, await screen.RunAsync(line.Split(' ')));

        Assert.StartsWith($"error CLU0901: {message}\n", screen.Error.Output, StringComparison.Ordinal);
        Assert.Contains(hint, screen.Error.Output, StringComparison.Ordinal);
        Assert.Empty(screen.Output.Output);
    }

    [Fact]
    public async Task A_profile_that_is_not_there_is_named_with_the_nearest_one()
    {
        using Screen screen = new();

        Assert.Equal(2, await screen.RunAsync("profile", "check", "instaler"));

        Assert.Equal("error CLU0902: there is no profile 'instaler'\nhint: did you mean 'installer'?\n", screen.Error.Output);
    }

    [Fact]
    public async Task A_profile_of_the_repository_is_found_by_name()
    {
        using Screen screen = new();

        Assert.Equal(0, await screen.RunAsync("profile", "check", "installer"));

        Assert.Contains("is fine: clu installer, label clu-installer-", screen.Output.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_image_that_is_not_there_is_an_error_of_its_own()
    {
        using Screen screen = new();

        Assert.Equal(2, await screen.RunAsync("run", "/nowhere/a.iso"));

        Assert.StartsWith("error CLU05", screen.Error.Output, StringComparison.Ordinal);
    }
}
