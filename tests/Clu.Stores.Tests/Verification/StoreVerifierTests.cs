using System.Text;
using Clu.Images.Trees;
using Clu.Nix.ContentAddresses;
using Clu.Nix.Hashing;
using Clu.Nix.NarInfos;
using Clu.Nix.Signatures;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores.Caches;
using Clu.Stores.Copying;
using Clu.Stores.Local;
using Clu.Stores.Trees;
using Clu.Stores.Verification;
using Clu.Testing;

namespace Clu.Stores.Tests.Verification;

public sealed class StoreVerifierTests : SampleStoreTests
{
    [Fact]
    public void A_store_of_content_addressed_objects_is_sound_without_any_signature()
    {
        VerifyResult result = Verify(_store);
        Assert.Empty(result.Bad);
        Assert.Equal((3, _store.All().Sum(info => info.NarSize)), (result.Checked, result.Bytes));
    }

    [Fact]
    public void Recursion_reaches_what_a_path_refers_to()
    {
        Assert.Equal(1, Verify(_store, paths: [_top.Path]).Checked);
        Assert.Equal(3, Verify(_store, new VerifyOptions { Recursive = true }, [_top.Path]).Checked);
    }

    [Fact]
    public void Every_damaged_object_is_named_whatever_the_damage()
    {
        StorePath low = Named("base"), lib = Named("lib");
        Overwrite(Path.Combine(_store.PhysicalPath(low), "bin/run"), "BASE");
        ObjectTree.Remove(_store.PhysicalPath(lib));
        File.SetUnixFileMode(Path.Combine(_store.PhysicalPath(_top.Path), "bin/run"), (UnixFileMode)Convert.ToInt32("555", 8));

        VerifyResult result = Verify(_store);

        Assert.False(result.IsSound);
        Assert.Equal(
            new Dictionary<StorePath, Fault> { [low] = Fault.Modified, [lib] = Fault.Unreadable, [_top.Path] = Fault.Modified },
            result.Bad.ToDictionary(bad => bad.Path, bad => bad.Fault));
        Assert.Empty(Verify(_store, new VerifyOptions { Contents = false }).Bad);
    }

    [Fact]
    public void A_path_that_the_store_lacks_is_bad()
    {
        StorePath unknown = StorePath.Parse("vxjiwkjkn7x4079qvh1jkl5pn05j2aw0-foo");
        Assert.Equal(new BadObject(unknown, Fault.Missing, "is not in the store"), Assert.Single(Verify(_store, paths: [unknown, _top.Path]).Bad));
    }

    [Fact]
    public void Unsigned_objects_that_were_not_built_here_are_not_trusted()
    {
        using SecretKey key = SecretKey.Create("k-1", new byte[32]);
        StoreObjectInfo plain = InputAddressed("plain", ultimate: false, null), built = InputAddressed("built", ultimate: true, null);
        StoreObjectInfo signed = InputAddressed("signed", ultimate: false, key);
        VerifyOptions trusting = new() { TrustedKeys = new TrustedKeys([key.PublicKey]) };

        Assert.Equal([(plain.Path, Fault.Untrusted)], Verify(_store, trusting).Bad.Select(bad => (bad.Path, bad.Fault)));
        Assert.Equal(Sorted(plain, signed), Verify(_store).Bad.Select(bad => bad.Path));
        Assert.Equal(Sorted(plain, built), Verify(_store, trusting with { SignaturesNeeded = 1 }).Bad.Select(bad => bad.Path));
        Assert.Equal(Sorted(plain, built, signed), Verify(_store, trusting with { SignaturesNeeded = 2 }).Bad.Select(bad => bad.Path));
        Assert.Empty(Verify(_store, new VerifyOptions { Trust = false }).Bad);
    }

    [Theory]
    [InlineData(ContentAddressMethod.Text, HashAlgorithm.Sha256)]
    [InlineData(ContentAddressMethod.Flat, HashAlgorithm.Sha256)]
    [InlineData(ContentAddressMethod.Flat, HashAlgorithm.Sha1)]
    [InlineData(ContentAddressMethod.Nar, HashAlgorithm.Sha512)]
    public void Content_addresses_are_recomputed(ContentAddressMethod method, HashAlgorithm algorithm)
    {
        byte[] content = Encoding.UTF8.GetBytes(new string('x', 1001));
        Hash right = Hash.Of(algorithm, method == ContentAddressMethod.Nar ? Nar(Content(content)) : content), wrong = Hash.Of(algorithm, "other"u8);
        StoreObjectInfo good = Addressed("good", Content(content), new ContentAddress(method, right));
        StoreObjectInfo bad = Addressed("bad", Content(content), new ContentAddress(method, wrong));
        Assert.Equal((bad.Path, Fault.WrongAddress), Verify(_store).Bad.Select(one => (one.Path, one.Fault)).Single());
        Assert.Empty(Verify(_store, paths: [good.Path]).Bad);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    [InlineData(13)]
    public void A_flat_address_holds_for_executable_files_too(int length)
    {
        ImageFile file = new(new MemoryContent(new byte[length]), UnixPermissions.ReadOnlyExecutable);
        StoreObjectInfo good = Addressed("good", file, new ContentAddress(ContentAddressMethod.Flat, Hash.Of(HashAlgorithm.Sha256, new byte[length])));
        Assert.Empty(Verify(_store, paths: [good.Path]).Bad);
    }

    [Fact]
    public void A_directory_has_no_flat_address()
    {
        StoreObjectInfo bad = Addressed("bad", SampleStore.Tree("x"), new ContentAddress(ContentAddressMethod.Flat, Hash.Of(HashAlgorithm.Sha256, "x"u8)));
        Assert.Equal(Fault.WrongAddress, Assert.Single(Verify(_store, paths: [bad.Path]).Bad).Fault);
    }

    [Fact]
    public void Repair_takes_good_objects_and_leaves_nothing_beside_them()
    {
        using LocalStore good = LocalStore.Open(_folder["good"]);
        SampleStore.Fill(good);
        Overwrite(Path.Combine(_store.PhysicalPath(Named("base")), "bin/run"), "BASE");
        ObjectTree.Remove(_store.PhysicalPath(Named("lib")));

        VerifyResult repaired = StoreVerifier.Repair(Verify(_store), _store, good, Cancellation);

        Assert.Equal((2, true), (repaired.Bad.Count, repaired.IsSound));
        Assert.Empty(Verify(_store).Bad);
        Assert.Equal(4, Directory.GetFileSystemEntries(_folder["store/nix/store"]).Length);
    }

    [Fact]
    public void Repair_does_not_take_what_is_bad_itself()
    {
        using LocalStore other = LocalStore.Open(_folder["other"]);
        SampleStore.Fill(other);
        string damaged = Path.Combine(_store.PhysicalPath(Named("base")), "bin/run");
        Overwrite(damaged, "BASE");
        Overwrite(Path.Combine(other.PhysicalPath(Named("base")), "bin/run"), "EVIL");

        VerifyResult repaired = StoreVerifier.Repair(Verify(_store), _store, other, Cancellation);

        Assert.False(repaired.IsSound);
        Assert.Contains("not repaired", Assert.Single(repaired.Bad).Detail, StringComparison.Ordinal);
        Assert.Equal("BASE", File.ReadAllText(damaged));
        Assert.Equal(4, Directory.GetFileSystemEntries(_folder["store/nix/store"]).Length);
    }

    [Theory]
    [InlineData(NarCompression.None)]
    [InlineData(NarCompression.Xz)]
    public void A_cache_is_verified_and_repaired(NarCompression compression)
    {
        using (BinaryCacheStore cache = Cache(compression))
        {
            ClosureCopy copy = new(_store, cache, new CopyOptions());
            copy.Run(copy.Plan([_top.Path], Cancellation), null, Cancellation);
        }

        foreach (string nar in Directory.GetFiles(_folder["cache/nar"]))
            File.WriteAllBytes(nar, File.ReadAllBytes(nar)[..^20]);
        using BinaryCacheStore damaged = Cache(compression);
        VerifyResult result = Verify(damaged);
        Assert.Equal(_store.Paths(), result.Bad.Select(bad => bad.Path));
        Assert.True(StoreVerifier.Repair(result, damaged, _store, Cancellation).IsSound);
        using BinaryCacheStore again = Cache(compression);
        Assert.Empty(Verify(again).Bad);
    }

    private static VerifyResult Verify(IStore store, VerifyOptions? options = null, StorePath[]? paths = null) =>
        new StoreVerifier(store, (options ?? new VerifyOptions()) with { Jobs = 3 }).Run(paths ?? store.Paths(), null, Cancellation);

    private static IEnumerable<StorePath> Sorted(params StoreObjectInfo[] objects) => objects.Select(info => info.Path).Order();

    private static void Overwrite(string file, string text)
    {
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        File.WriteAllText(file, text);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    private static ImageFile Content(byte[] content) => new(new MemoryContent(content), UnixPermissions.ReadOnly);

    private static byte[] Nar(ImageNode tree)
    {
        using MemoryStream nar = new();
        new TreeObject(() => tree).WriteNar(nar);
        return nar.ToArray();
    }

    private BinaryCacheStore Cache(NarCompression compression) =>
        new(new FolderCacheFiles(_folder["cache"]), new BinaryCacheOptions { Compression = compression });

    private StorePath Named(string name) => _store.Paths().Single(path => path.Name == name);

    private StoreObjectInfo InputAddressed(string name, bool ultimate, SecretKey? key) => Put(SampleStore.Tree(name), info =>
    {
        StoreObjectInfo made = info with { Path = StorePath.Create(Hash.Of(HashAlgorithm.Sha1, Encoding.UTF8.GetBytes(name)).Bytes, name), Ultimate = ultimate };
        return key is null ? made : made with { Signatures = [key.Sign(Fingerprint.Of(made))] };
    });

    private StoreObjectInfo Addressed(string name, ImageNode tree, ContentAddress address) => Put(
        tree, info => info with { Path = StorePathFactory.Default.FromContentAddress(name, address, StoreReferences.None), ContentAddress = address });

    private StoreObjectInfo Put(ImageNode tree, Func<StoreObjectInfo, StoreObjectInfo> describe)
    {
        byte[] nar = Nar(tree);
        StoreObjectInfo info = describe(new StoreObjectInfo
        {
            Path = StorePath.Parse("vxjiwkjkn7x4079qvh1jkl5pn05j2aw0-foo"),
            NarHash = Hash.Of(HashAlgorithm.Sha256, nar),
            NarSize = nar.Length,
        });
        // The store would not take files of another address, but an old one may hold them.
        _store.Place(info with { ContentAddress = null }, new TreeObject(() => tree), _ => { }, Cancellation);
        _store.Register([info]);
        return info;
    }
}
