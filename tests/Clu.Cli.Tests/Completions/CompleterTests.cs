namespace Clu.Cli.Tests.Completions;

public sealed class CompleterTests
{
    [Theory]
    [InlineData("ru", "run")]
    [InlineData("run --f", "--firmware")]
    [InlineData("run --firmware ue", "uefi,uefi32")]
    [InlineData("run --firmware ", "bios,uefi,uefi32")]
    [InlineData("run --serial ", ":files")]
    [InlineData("run --memory ", "")]
    [InlineData("run --disk ", ":files")]
    [InlineData("run --media cdrom ", ":files")]
    [InlineData("run a.iso ", "")]
    [InlineData("profile ", "check")]
    [InlineData("profile check ins", "installer,:files")]
    [InlineData("roots ", "add,remove")]
    [InlineData("roots --s", "--store")]
    [InlineData("gc --delete-o", "--delete-old,--delete-older-than")]
    [InlineData("completion ", "bash,fish,zsh")]
    [InlineData("nonsense x ", "add,build,bundle,cache,cat,completion,copy,customize,delete,derivation,diff-closures,export,gc,import,init,inspect,install,key,ls,nar,nix-store,optimise,path-info,populate,profile,prove,rebuild-kit,roots,run,sign,verify,why-depends")]
    public async Task The_last_word_is_completed(string line, string expected)
    {
        using Screen screen = new();

        Assert.Equal(0, await screen.RunAsync(["__complete", .. line.Split(' ')]));

        IEnumerable<string> words = screen.Output.Lines.Where(l => l.Length > 0).Select(l => l.Split('\t')[0]);
        Assert.Equal(expected.Split(',', StringSplitOptions.RemoveEmptyEntries).Order(), words.Order());
    }
}
