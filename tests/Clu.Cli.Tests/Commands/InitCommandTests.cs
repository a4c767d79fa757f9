using Clu.Testing;

namespace Clu.Cli.Tests.Commands;

public sealed class InitCommandTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task A_flake_is_written_and_the_next_commands_are_named()
    {
        string output = await Run(0, "init", "-t", "fleet", _folder["my-media"]);
        Assert.True(File.Exists(_folder["my-media/flake.nix"]));
        Assert.Contains($"{_folder["my-media"]}/flake.nix", output, StringComparison.Ordinal);
        Assert.Contains($"cd {_folder["my-media"]}\n", output, StringComparison.Ordinal);
        Assert.Contains("git init && git add --all\n", output, StringComparison.Ordinal);
        Assert.Contains("clu build iso .#installer", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_a_repository_its_files_are_to_be_added()
    {
        Directory.CreateDirectory(_folder[".git"]);
        Assert.Contains("git add ", await Run(0, "init", _folder["a"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_overwritten()
    {
        await Run(0, "init", _folder.Path);
        DateTime written = File.GetLastWriteTimeUtc(_folder["flake.nix"]);
        Assert.Contains("CLU0724", await Run(2, "init", _folder.Path), StringComparison.Ordinal);
        Assert.Equal(written, File.GetLastWriteTimeUtc(_folder["flake.nix"]));
    }

    [Fact]
    public async Task A_template_that_is_not_there_is_told_the_nearest() =>
        Assert.Contains("did you mean 'installer'?", await Run(2, "init", "--template", "instaler", _folder["x"]), StringComparison.Ordinal);

    [Fact]
    public async Task Programs_get_an_object() => Assert.StartsWith(
        $"{{\"event\":\"result\",\"outcome\":\"written\",\"folder\":\"{_folder["x"]}\",\"template\":\"installer\",\"files\":[\"flake.nix\"",
        await Run(0, "init", "--json", _folder["x"]),
        StringComparison.Ordinal);

    public void Dispose() => _folder.Dispose();

    private static async Task<string> Run(int exitCode, params string[] arguments)
    {
        using Screen screen = new();
        Assert.Equal(exitCode, await screen.RunAsync(arguments));
        return screen.Output.Output + string.Join(' ', screen.Error.Lines.Select(line => line.TrimEnd()));
    }
}
