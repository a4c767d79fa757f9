using System.Text;
using Clu.Images.Trees;
using Clu.Install.Personalising;
using Clu.Nix.StorePaths;
using Clu.Stores.Local;
using Clu.Testing;

namespace Clu.Install.Tests.Personalising;

/// <summary>Files of a closure in a real store, through the links that systems are made of.</summary>
public sealed class StoreTargetFilesTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly LocalStore _store;
    private readonly StoreTargetFiles _files;

    public StoreTargetFilesTests()
    {
        _store = LocalStore.Open(_folder.Path);
        ImageDirectory package = new();
        package.AddPath("etc/skel/.profile", Text("profile\n"));
        StorePath base1 = _store.Add("base", package, StoreReferences.None).Path;
        ImageDirectory etc = new();
        etc.AddPath("etc/passwd", Text("root\n"));
        etc.AddPath("etc/skel", new ImageSymlink($"/nix/store/{base1.BaseName}/etc/skel"));
        etc.AddPath("etc/alias", new ImageSymlink("deep/../passwd"));
        etc.AddPath("etc/deep/up", new ImageSymlink("../passwd"));
        etc.AddPath("etc/loop", new ImageSymlink("loop"));
        etc.AddPath("etc/out", new ImageSymlink("/etc/passwd"));
        etc.AddPath("etc/escape", new ImageSymlink("../../../../../etc/passwd"));
        etc.AddPath("etc/gone", new ImageSymlink("/nix/store/00000000000000000000000000000000-gone/x"));
        StorePath etcPath = _store.Add("etc", etc, new StoreReferences([base1])).Path;
        ImageDirectory toplevel = new();
        toplevel.AddPath("etc", new ImageSymlink($"/nix/store/{etcPath.BaseName}/etc"));
        toplevel.AddPath("system", Text("x86_64-linux"));
        StorePath top = _store.Add("top", toplevel, new StoreReferences([etcPath])).Path;
        _files = new StoreTargetFiles(_store, top);
        Base = $"/nix/store/{base1.BaseName}";
    }

    private string Base { get; }

    [Theory]
    [InlineData("system", "x86_64-linux")]
    [InlineData("etc/passwd", "root\n")]
    [InlineData("etc/skel/.profile", "profile\n")]
    [InlineData("etc/alias", "root\n")]
    [InlineData("etc/deep/up", "root\n")]
    [InlineData("etc/loop", null)]
    [InlineData("etc/out", null)]
    [InlineData("etc/escape", null)]
    [InlineData("etc/gone", null)]
    [InlineData("etc/skel", null)]
    [InlineData("etc/missing", null)]
    [InlineData("../x", null)]
    [InlineData("/etc/passwd", null)]
    public void Links_are_followed_as_far_as_the_closure_goes(string path, string? text) => Assert.Equal(text, _files.ReadText(path));

    [Fact]
    public void A_link_is_there_whatever_it_leads_to()
    {
        Assert.True(_files.Has("etc/out"));
        Assert.True(_files.Has("etc/loop"));
        Assert.False(_files.Has("etc/missing"));
    }

    [Fact]
    public void Folders_are_listed_through_links()
    {
        Assert.Equal([".profile"], _files.List("etc/skel"));
        Assert.Empty(_files.List("etc/passwd"));
        Assert.Equal("profile\n", _files.ReadText($"{Base}/etc/skel/.profile"));
    }

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    private static ImageFile Text(string text) => new(new MemoryContent(Encoding.UTF8.GetBytes(text)), UnixPermissions.ReadOnly);
}
