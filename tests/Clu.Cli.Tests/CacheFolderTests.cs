namespace Clu.Cli.Tests;

public sealed class CacheFolderTests
{
    [Theory]
    [InlineData("/own", "/xdg", "/home/me", "/own")]
    [InlineData("", "/xdg", "/home/me", "/xdg/clu")]
    [InlineData(null, "relative", "/home/me", "/home/me/.cache/clu")]
    [InlineData(null, null, null, "/root/.cache/clu")]
    public void The_first_variable_that_is_set_decides(string? own, string? caches, string? home, string folder) =>
        Assert.Equal(folder, CacheFolder.Find(name => name switch { "CLU_CACHE_DIR" => own, "XDG_CACHE_HOME" => caches, "HOME" => home, _ => null }));
}
