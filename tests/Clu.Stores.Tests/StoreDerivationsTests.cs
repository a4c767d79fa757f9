using Clu.Binary;
using Clu.Images.Trees;
using Clu.Nix.Derivations;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores.Local;
using Clu.Stores.Trees;
using Clu.Testing;

namespace Clu.Stores.Tests;

public sealed class StoreDerivationsTests : IDisposable
{
    private static readonly byte[] _text = """Derive([("out","","","")],[],[],"s","/bin/sh",[],[])"""u8.ToArray();

    private readonly TempFolder _folder = new();
    private readonly LocalStore _store;

    public StoreDerivationsTests() => _store = LocalStore.Open(_folder["root"]);

    public void Dispose()
    {
        _store.Dispose();
        ObjectTree.Remove(_folder["root"]);
        _folder.Dispose();
    }

    [Fact]
    public void A_derivation_is_read_out_of_its_store()
    {
        StorePath path = Add("x.drv", File(_text));
        Derivation read = new StoreDerivations(_store).Read(path);
        Assert.Equal("x", read.Name);
        Assert.Equal(_text, DerivationText.Write(read));
        Assert.Equal(path, new StoreDerivations(_store).Of(path));
    }

    [Fact]
    public void What_is_no_derivation_is_refused_with_its_path()
    {
        StorePath[] wrong = [Changed("text.drv", File([.. _text, 0])), Changed("folder.drv", new ImageDirectory()), Add("x", File(_text))];
        Assert.All(wrong, path =>
        {
            CluException e = Assert.Throws<CluException>(() => new StoreDerivations(_store).Read(path));
            Assert.Equal("CLU0115", e.Code);
            Assert.Contains(path.BaseName, e.Message, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void An_object_that_is_too_large_is_not_kept_in_memory() => Assert.Equal("CLU0115", Assert.Throws<CluException>(
        () => new StoreDerivations(_store).Read(Changed("x.drv", File(new byte[DerivationLimits.MaxLength + 2048])))).Code);

    [Fact]
    public void The_derivation_of_an_object_must_be_known()
    {
        StorePath path = Add("x", File(_text));
        Assert.Equal("CLU0114", Assert.Throws<CluException>(() => new StoreDerivations(_store).Of(path)).Code);
        StorePath missing = StorePath.Parse(new string('0', 32) + "-y");
        Assert.Equal("CLU0304", Assert.Throws<CluException>(() => new StoreDerivations(_store).Of(missing)).Code);
    }

    private static ImageFile File(byte[] content) => new(new MemoryContent(content), UnixPermissions.ReadOnly);

    [Fact]
    public void A_store_takes_no_derivation_that_is_none()
    {
        Assert.Equal("CLU0115", Assert.Throws<CluException>(() => Add("text.drv", File([.. _text, 0]))).Code);
        Assert.Empty(_store.Paths());
    }

    /// <summary>A derivation that was changed after it was added.</summary>
    private StorePath Changed(string name, ImageNode tree)
    {
        StorePath path = Add(name, File(_text));
        ObjectTree.Remove(_store.PhysicalPath(path));
        ObjectTree.Write(tree, _store.PhysicalPath(path));
        return path;
    }

    private StorePath Add(string name, ImageNode tree)
    {
        StoreObjectInfo info = _store.Add(name, tree, StoreReferences.None);
        return info.Path;
    }
}
