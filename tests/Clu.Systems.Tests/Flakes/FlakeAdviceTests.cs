using Clu.Binary;
using Clu.Systems.Flakes;
using Clu.Testing;

namespace Clu.Systems.Tests.Flakes;

public sealed class FlakeAdviceTests
{
    /// <summary>Each as a version of Nix says it: 2.8, 2.26, 2.34.</summary>
    [Theory]
    [InlineData("error: getting status of '/nix/store/p7dr28cv4q4jcgq4qzhw95k8z50qswa1-source/hosts': No such file or directory")]
    [InlineData("       error: path '/nix/store/p7dr28cv4q4jcgq4qzhw95k8z50qswa1-source/hosts/untracked.nix' does not exist")]
    [InlineData("       error: Path 'hosts/untracked.nix' in the repository \"/srv/flake\" is not tracked by Git.")]
    public async Task A_file_that_git_does_not_track_is_named_with_the_command_that_helps(string message)
    {
        using TempFolder folder = new();
        Tool.Run("git", "-C", folder.Path, "init", "--quiet").Succeeded();
        Directory.CreateDirectory(folder["hosts"]);
        File.WriteAllText(folder["hosts/untracked.nix"], "1");
        CluException error = await FlakeAdvice.OfAsync(folder.Path, "#untracked", message, TestContext.Current.CancellationToken);
        Assert.Equal("CLU0707", error.Code);
        Assert.Contains("hosts/untracked.nix", error.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_nowhere_is_no_matter_of_git()
    {
        using TempFolder folder = new();
        Tool.Run("git", "-C", folder.Path, "init", "--quiet").Succeeded();
        File.WriteAllText(folder["other.nix"], "1");
        CluException error = await FlakeAdvice.OfAsync(
            folder.Path, "#missing", "error: path '/nix/store/p7dr28cv4q4jcgq4qzhw95k8z50qswa1-source/missing.nix' does not exist", TestContext.Current.CancellationToken);
        Assert.NotEqual("CLU0707", error.Code);
    }
}
