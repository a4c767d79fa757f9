using System.Text;
using Clu.Images.Trees;
using Clu.Nix.Listings;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores.Caches;
using Clu.Stores.Closures;
using Clu.Stores.Copying;

namespace Clu.Stores.Tests.Closures;

/// <summary>A system whose links lead through other objects, out of the closure, and in circles.</summary>
public sealed class ClosureFilesTests : SampleStoreTests
{
    private readonly StoreObjectInfo _library;
    private readonly StoreObjectInfo _system;
    private readonly StoreObjectInfo _file;

    public ClosureFilesTests()
    {
        ImageDirectory library = new();
        library.AddPath("lib/modules/6.12/list", Text("loop"));
        _library = _store.Add("library", library, StoreReferences.None);
        _file = _store.Add("file", Text("alone"), StoreReferences.None);
        ImageDirectory system = new();
        system.AddPath("modules", Link($"{Print(_library)}/lib"));
        system.AddPath("far/near", Link("../modules/modules/6.12"));
        system.AddPath("alone", Link(Print(_file)));
        system.AddPath("out", Link(Print(_top)));
        system.AddPath("passwd", Link("/etc/passwd"));
        system.AddPath("circle", Link("circle"));
        system.AddPath("init", Text("#!/bin/sh"));
        _system = _store.Add("system", system, new StoreReferences([_library.Path, _file.Path]));
    }

    [Theory]
    [InlineData("/init", "#!/bin/sh")]
    [InlineData("/modules/modules/6.12/list", "loop")]
    [InlineData("/far/near/list", "loop")]
    [InlineData("/far/../init", "#!/bin/sh")]
    [InlineData("/alone", "alone")]
    public void Links_are_followed_from_object_to_object(string path, string content)
    {
        ClosureFiles files = Files();
        Assert.True(files.HasFile(Print(_system) + path));
        Assert.Equal(content, Encoding.UTF8.GetString(files.Read(Print(_system) + path, 100)!));
    }

    [Theory]
    [InlineData("/none")]
    [InlineData("/init/none")]
    [InlineData("/out/bin/run")]
    [InlineData("/passwd")]
    [InlineData("/circle")]
    [InlineData("/circle/deeper")]
    public void What_leads_nowhere_or_out_of_the_closure_is_nothing(string path) => Assert.Null(Files().Find(Print(_system) + path));

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("relative")]
    [InlineData("/nix/store")]
    [InlineData("/nix/store/../../etc/passwd")]
    public void What_is_no_path_of_the_store_is_nothing(string path) => Assert.Null(Files().Find(path));

    [Fact]
    public void A_folder_is_found_and_is_no_file()
    {
        ClosureNode node = Files().Find($"{Print(_system)}/far/near")!;
        Assert.Equal((_library.Path, "/lib/modules/6.12"), (node.Object.Path, node.Inside));
        Assert.IsType<ListingDirectory>(node.Node);
        Assert.False(Files().HasFile($"{Print(_system)}/far/near"));
    }

    [Fact]
    public void A_file_that_is_too_long_is_not_read() => Assert.Null(Files().Read($"{Print(_system)}/init", 8));

    [Fact]
    public void Short_files_of_an_object_come_in_order_and_links_are_none() =>
        Assert.Equal(["#!/bin/sh"], Files().Texts(_system, 100).Select(Encoding.UTF8.GetString));

    [Fact]
    public void A_cache_has_the_same_files()
    {
        using BinaryCacheStore cache = StoreOpener.OpenCache(StoreUrl.Parse($"file://{_folder["cache"]}?compression=none"));
        ClosureCopy copy = new(_store, cache, new CopyOptions());
        copy.Run(copy.Plan([_system.Path], Cancellation), null, Cancellation);
        Assert.Equal("loop"u8.ToArray(), new ClosureFiles(cache, StoreClosure.Of(cache, [_system.Path], Cancellation)).Read($"{Print(_system)}/far/near/list", 10));
    }

    private ClosureFiles Files() => new(_store, _store.Closure([_system.Path]));

    private string Print(StoreObjectInfo info) => _store.Directory.Print(info.Path);

    private static ImageFile Text(string text) => new(new MemoryContent(Encoding.UTF8.GetBytes(text)), UnixPermissions.ReadOnly);

    private static ImageSymlink Link(string target) => new(Encoding.UTF8.GetBytes(target));
}
