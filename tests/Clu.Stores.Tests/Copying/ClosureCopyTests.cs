using Clu.Binary;
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
using Clu.Testing;

namespace Clu.Stores.Tests.Copying;

public sealed class ClosureCopyTests : SampleStoreTests
{
    public static TheoryData<NarCompression> Packers =>
        [NarCompression.None, NarCompression.Gzip, NarCompression.Brotli, NarCompression.Zstd, NarCompression.Xz];

    [Fact]
    public void A_closure_comes_over_with_what_is_known_of_it()
    {
        using LocalStore target = LocalStore.Open(_folder["target"]);
        CopyPlan plan = Copy(_store, target, [_top.Path]);
        Assert.Equal((3, 0), (plan.Copied.Count, plan.Present));
        Assert.Equal(_store.All().Select(Facts), target.All().Select(Facts));
        Assert.Equal("needs", File.ReadAllText(Path.Combine(target.PhysicalPath(_top.References.Single(path => path.Name == "lib")), "bin/run"))[..5]);
    }

    [Fact]
    public void What_is_there_is_not_copied_again()
    {
        using LocalStore target = LocalStore.Open(_folder["target"]);
        Copy(_store, target, [_top.References.Single(path => path.Name == "lib")]);
        CopyPlan plan = Copy(_store, target, [_top.Path]);
        Assert.Equal((1, 2), (plan.Copied.Count, plan.Present));
    }

    [Theory]
    [MemberData(nameof(Packers))]
    public void A_closure_goes_through_a_cache_and_comes_out_the_same(NarCompression compression)
    {
        using (BinaryCacheStore cache = Cache(compression))
            Copy(_store, cache, [_top.Path]);
        using BinaryCacheStore again = Cache(compression);
        Assert.Equal(_store.Paths(), again.Paths());
        using LocalStore target = LocalStore.Open(_folder["target"]);
        Copy(again, target, [_top.Path]);
        Assert.Equal(_store.All().Select(Facts), target.All().Select(Facts));
        foreach (StoreObjectInfo info in target.All())
        {
            using Clu.Nix.Hashing.HashSink sink = new(Nix.Hashing.HashAlgorithm.Sha256);
            target.Open(info).WriteNar(sink);
            Assert.Equal(info.NarHash, sink.Finish());
        }
    }

    [Fact]
    public void The_plan_has_references_before_referrers_and_copies_nothing()
    {
        using LocalStore target = LocalStore.Open(_folder["target"]);
        CopyPlan plan = new ClosureCopy(_store, target, new CopyOptions()).Plan([_top.Path], Cancellation);
        Assert.Equal(["base", "lib", "top"], plan.Copied.Select(info => info.Path.Name));
        Assert.Equal(plan.Copied.Sum(info => info.NarSize), plan.Bytes);
        Assert.Empty(target.All());
    }

    [Fact]
    public void Without_recursion_the_references_must_be_there()
    {
        using LocalStore target = LocalStore.Open(_folder["target"]);
        ClosureCopy copy = new(_store, target, new CopyOptions { Recursive = false });
        CluException error = Assert.Throws<CluException>(() => copy.Run(copy.Plan([_top.Path], Cancellation), null, Cancellation));
        Assert.Equal("CLU0304", error.Code);
        Assert.Empty(target.All());
    }

    [Fact]
    public void A_path_that_the_store_lacks_is_named()
    {
        using LocalStore target = LocalStore.Open(_folder["target"]);
        StorePath unknown = StorePath.Parse("vxjiwkjkn7x4079qvh1jkl5pn05j2aw0-foo");
        CluException error = Assert.Throws<CluException>(() => Copy(_store, target, [unknown]));
        Assert.Equal("CLU0304", error.Code);
        Assert.Contains("-foo", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Unsigned_input_addressed_objects_are_refused_unless_told_otherwise()
    {
        StoreObjectInfo plain = InputAddressed();
        using LocalStore target = LocalStore.Open(_folder["target"]);
        CluException error = Assert.Throws<CluException>(() => Copy(_store, target, [plain.Path]));
        Assert.Equal("CLU0311", error.Code);
        Assert.Empty(target.All());
        Copy(_store, target, [plain.Path], new CopyOptions { CheckSignatures = false });
        Assert.Single(target.All());
    }

    [Fact]
    public void A_cache_with_a_key_signs_and_whoever_trusts_the_key_takes_it()
    {
        StoreObjectInfo plain = InputAddressed();
        using SecretKey key = SecretKey.Create("k-1", new byte[32]);
        using (BinaryCacheStore cache = Cache(NarCompression.Zstd, key))
            Copy(_store, cache, [plain.Path]);
        using BinaryCacheStore signed = Cache(NarCompression.Zstd);
        using LocalStore target = LocalStore.Open(_folder["target"]);
        using SecretKey stranger = SecretKey.Create("k-1", [.. Enumerable.Repeat((byte)9, 32)]);
        Assert.Equal("CLU0311", Assert.Throws<CluException>(
            () => Copy(signed, target, [plain.Path], new CopyOptions { TrustedKeys = new TrustedKeys([stranger.PublicKey]) })).Code);
        Copy(signed, target, [plain.Path], new CopyOptions { TrustedKeys = new TrustedKeys([key.PublicKey]) });
        Assert.Equal("k-1", Assert.Single(Assert.Single(target.All()).Signatures).KeyName);
    }

    /// <summary>It would need no signature, since its path was computed from a content address: so it must be of that content.</summary>
    [Theory]
    [InlineData(ContentAddressMethod.Flat, false)]
    [InlineData(ContentAddressMethod.Text, false)]
    [InlineData(ContentAddressMethod.Nar, true)]
    public void An_object_that_is_not_what_its_content_address_says_is_refused_and_leaves_nothing(ContentAddressMethod method, bool self)
    {
        ContentAddress address = new(method, Hash.Of(HashAlgorithm.Sha256, "good"u8));
        StorePath path = StorePathFactory.Default.FromContentAddress("file", address, new StoreReferences([], self));
        TreeObject evil = new(() => new ImageFile(new MemoryContent("evil"u8.ToArray()), UnixPermissions.ReadOnly));
        using HashSink nar = new(HashAlgorithm.Sha256);
        evil.WriteNar(nar);
        StoreObjectInfo info = new() { Path = path, NarHash = nar.Finish(), NarSize = nar.Count, ContentAddress = address, References = self ? [path] : [] };
        using BinaryCacheStore cache = Cache(NarCompression.None);
        cache.Place(info, evil, _ => { }, Cancellation);
        cache.Register([info]);
        using LocalStore target = LocalStore.Open(_folder["target"]);
        Assert.Equal("CLU0344", Assert.Throws<CluException>(() => Copy(cache, target, [path])).Code);
        Assert.Empty(target.All());
        Assert.Equal([".links"], Directory.GetFileSystemEntries(_folder["target/nix/store"]).Select(Path.GetFileName));
    }

    [Fact]
    public void An_object_that_is_not_what_the_cache_says_is_refused_and_leaves_nothing()
    {
        using (BinaryCacheStore cache = Cache(NarCompression.None))
            Copy(_store, cache, [_top.Path]);
        foreach (string nar in Directory.GetFiles(_folder["cache/nar"]))
        {
            byte[] bytes = File.ReadAllBytes(nar);
            bytes[bytes.AsSpan().IndexOf(new byte[1000]) + 500] ^= 1;
            File.WriteAllBytes(nar, bytes);
        }

        using BinaryCacheStore damaged = Cache(NarCompression.None);
        using LocalStore target = LocalStore.Open(_folder["target"]);
        Assert.Equal("CLU0310", Assert.Throws<CluException>(() => Copy(damaged, target, [_top.Path])).Code);
        Assert.Empty(target.All());
        Assert.Equal([".links"], Directory.GetFileSystemEntries(_folder["target/nix/store"]).Select(Path.GetFileName));
    }

    [Theory]
    [MemberData(nameof(Packers))]
    public void A_packed_nar_that_is_cut_off_is_refused(NarCompression compression)
    {
        using (BinaryCacheStore cache = Cache(compression))
            Copy(_store, cache, [_top.Path]);
        foreach (string nar in Directory.GetFiles(_folder["cache/nar"]))
            File.WriteAllBytes(nar, File.ReadAllBytes(nar)[..(int)(new FileInfo(nar).Length / 2)]);
        using BinaryCacheStore damaged = Cache(compression);
        using LocalStore target = LocalStore.Open(_folder["target"]);
        CluException error = Assert.ThrowsAny<CluException>(() => Copy(damaged, target, [_top.Path]));
        Assert.Equal(ErrorKind.Data, error.Kind);
        Assert.Empty(target.All());
    }

    [Fact]
    public void An_interrupted_copy_goes_on_where_it_was()
    {
        using LocalStore target = LocalStore.Open(_folder["target"]);
        ClosureCopy copy = new(_store, target, new CopyOptions { Jobs = 1 });
        CopyPlan plan = copy.Plan([_top.Path], Cancellation);
        using CancellationTokenSource ending = new();
        Assert.Throws<OperationCanceledException>(() => copy.Run(plan, new EndAfter(plan.Copied[0].NarSize + 1, ending), ending.Token));
        Assert.Equal([plan.Copied[0].Path], target.Paths());
        Assert.Equal((2, 1), (Copy(_store, target, [_top.Path]).Copied.Count, 1));
        Assert.Equal(_store.All().Select(Facts), target.All().Select(Facts));
    }

    [Fact]
    public void Several_copies_into_one_store_at_once_do_not_disturb_each_other()
    {
        Parallel.For(0, 8, _ =>
        {
            using LocalStore target = LocalStore.Open(_folder["target"]);
            Copy(_store, target, [_top.Path]);
        });
        using LocalStore result = LocalStore.Open(_folder["target"]);
        Assert.Equal(_store.All().Select(Facts), result.All().Select(Facts));
        Assert.Empty(Directory.GetFiles(_folder["target/nix/store"], "*.lock"));
    }

    private static string Facts(StoreObjectInfo info) =>
        $"{info.Path} {info.NarHash} {info.NarSize} {info.ContentAddress} {string.Join(',', info.References)}";

    private static CopyPlan Copy(IStore from, IWritableStore to, StorePath[] paths, CopyOptions? options = null)
    {
        ClosureCopy copy = new(from, to, options ?? new CopyOptions());
        CopyPlan plan = copy.Plan(paths, Cancellation);
        copy.Run(plan, null, Cancellation);
        return plan;
    }

    private BinaryCacheStore Cache(NarCompression compression, SecretKey? key = null) => new(
        new FolderCacheFiles(_folder["cache"]), new BinaryCacheOptions { Compression = compression, SecretKey = key, WriteListings = true });

    /// <summary>An object whose path does not tell its content.</summary>
    private StoreObjectInfo InputAddressed()
    {
        StoreObjectInfo known = _store.Find(_top.References.Single(path => path.Name == "lib"))! with
        {
            Path = StorePath.Parse("vxjiwkjkn7x4079qvh1jkl5pn05j2aw0-plain"),
            References = [],
            ContentAddress = null,
        };
        _store.Place(known, new TreeObject(() => ObjectTree.Read(_store.PhysicalPath(_top.References.Single(path => path.Name == "lib")))), _ => { }, Cancellation);
        _store.Register([known]);
        return known;
    }

    private sealed class EndAfter(long bytes, CancellationTokenSource ending) : IProgress<Clu.Stores.Progress.ProgressEvent>
    {
        public void Report(Clu.Stores.Progress.ProgressEvent value)
        {
            if (value is Clu.Stores.Progress.ProgressEvent.StepAdvanced step && step.DoneBytes >= bytes)
                ending.Cancel();
        }
    }
}
