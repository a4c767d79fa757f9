using System.Text;
using Clu.Binary;
using Clu.Images.Trees;
using Clu.Nix.ContentAddresses;
using Clu.Nix.Exports;
using Clu.Nix.Hashing;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores.Copying;
using Clu.Stores.Exports;
using Clu.Stores.Local;
using Clu.Stores.Trees;
using Clu.Testing;

namespace Clu.Stores.Tests.Exports;

public sealed class ExportTests : SampleStoreTests
{
    [Fact]
    public void A_closure_comes_out_of_an_export_as_it_went_in_with_its_content_addresses()
    {
        using LocalStore target = LocalStore.Open(_folder["target"]);
        Assert.Equal(["base", "lib", "top"], Import(target, Export()).Select(info => info.Path.Name));
        Assert.Equal(_store.All().Select(Facts), target.All().Select(Facts));
        Assert.Equal(["base", "lib", "top"], Import(target, Export()).Select(info => info.Path.Name));
    }

    [Theory]
    [InlineData(ContentAddressMethod.Text, HashAlgorithm.Sha256)]
    [InlineData(ContentAddressMethod.Flat, HashAlgorithm.Sha256)]
    [InlineData(ContentAddressMethod.Flat, HashAlgorithm.Md5)]
    [InlineData(ContentAddressMethod.Nar, HashAlgorithm.Sha1)]
    public void Every_kind_of_content_address_is_found(ContentAddressMethod method, HashAlgorithm algorithm)
    {
        byte[] content = Encoding.UTF8.GetBytes(new string('x', 77));
        using MemoryStream nar = new();
        new TreeObject(() => new ImageFile(new MemoryContent(content), UnixPermissions.ReadOnly)).WriteNar(nar);
        ContentAddress address = new(method, Hash.Of(algorithm, method == ContentAddressMethod.Nar ? nar.ToArray() : content));
        StorePath path = StorePathFactory.Default.FromContentAddress("file", address, StoreReferences.None);
        using LocalStore target = LocalStore.Open(_folder["target"]);
        Import(target, Stream(path, nar.ToArray()));
        Assert.Equal(address, Assert.Single(target.All()).ContentAddress);
    }

    [Fact]
    public void What_would_need_a_signature_is_refused_unless_told_otherwise()
    {
        using MemoryStream nar = new();
        new TreeObject(() => SampleStore.Tree("plain")).WriteNar(nar);
        byte[] export = Stream(StorePath.Parse("vxjiwkjkn7x4079qvh1jkl5pn05j2aw0-foo"), nar.ToArray());
        using LocalStore target = LocalStore.Open(_folder["target"]);
        Assert.Equal("CLU0320", Assert.Throws<CluException>(() => Import(target, export)).Code);
        AssertNothing(target);
        Import(target, export, check: false);
        Assert.Null(Assert.Single(target.All()).ContentAddress);
    }

    [Fact]
    public void A_reference_that_is_not_there_is_refused()
    {
        using MemoryStream export = new();
        StoreExport.Write(_store, [_top], export, (_, _) => { });
        using LocalStore target = LocalStore.Open(_folder["target"]);
        CluException error = Assert.Throws<CluException>(() => Import(target, export.ToArray()));
        Assert.Equal("CLU0321", error.Code);
        Assert.Contains("-lib", error.Message, StringComparison.Ordinal);
        AssertNothing(target);
    }

    [Fact]
    public void A_stream_that_is_cut_off_anywhere_leaves_whole_objects_only()
    {
        StoreObjectInfo small = _store.Add("small", new ImageFile(new MemoryContent("x"u8.ToArray()), UnixPermissions.ReadOnly), StoreReferences.None);
        using MemoryStream export = new();
        StoreExport.Write(_store, [small], export, (_, _) => { });
        using LocalStore target = LocalStore.Open(_folder["target"]);
        int complete = (int)export.Length - sizeof(long);
        for (int length = 0; length < complete; length++)
        {
            Assert.Throws<MalformedDataException>(() => Import(target, export.ToArray()[..length]));
            AssertNothing(target);
        }

        Assert.Throws<MalformedDataException>(() => Import(target, export.ToArray()[..complete]));
        Assert.Equal(small.Path, Assert.Single(target.Paths()));
    }

    [Fact]
    public void Changed_files_do_not_leave_the_store()
    {
        string file = Path.Combine(_store.PhysicalPath(_store.Paths().Single(path => path.Name == "base")), "share/large");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.WriteAllBytes(file, new byte[300_001]);
        Assert.Equal("CLU0310", Assert.Throws<CluException>(() => Export()).Code);
    }

    [Fact]
    public void A_changed_archive_does_not_give_its_path()
    {
        byte[] export = Export();
        export[export.AsSpan().IndexOf(new byte[1000]) + 500] ^= 1;
        using LocalStore target = LocalStore.Open(_folder["target"]);
        Assert.Equal("CLU0320", Assert.Throws<CluException>(() => Import(target, export)).Code);
        AssertNothing(target);
    }

    private static string Facts(StoreObjectInfo info) =>
        $"{info.Path} {info.NarHash} {info.NarSize} {info.ContentAddress} {string.Join(',', info.References)}";

    private static List<StoreObjectInfo> Import(LocalStore target, byte[] export, bool check = true)
    {
        List<StoreObjectInfo> imported = [];
        target.Import(new MemoryStream(export), check, imported.Add, Cancellation);
        return imported;
    }

    private static byte[] Stream(StorePath path, byte[] nar)
    {
        using MemoryStream export = new();
        ExportWriter writer = new(export);
        writer.Write(new StoreObjectInfo { Path = path, NarHash = Hash.Of(HashAlgorithm.Sha256, nar), NarSize = nar.Length }, output => output.Write(nar));
        writer.Finish();
        return export.ToArray();
    }

    private byte[] Export()
    {
        using MemoryStream export = new();
        StoreExport.Write(_store, StoreClosure.Of(_store, [_top.Path], Cancellation), export, (_, _) => { });
        return export.ToArray();
    }

    private void AssertNothing(LocalStore target)
    {
        Assert.Empty(target.All());
        Assert.Equal([".links"], Directory.GetFileSystemEntries(_folder["target/nix/store"]).Select(Path.GetFileName));
    }
}
