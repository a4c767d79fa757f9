using Clu.Binary;
using Clu.Nix.Bundles;
using Clu.Nix.NarInfos;
using Clu.Nix.Signatures;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores.Bundles;
using Clu.Stores.Copying;
using Clu.Stores.Local;
using Clu.Stores.Verification;

namespace Clu.Stores.Tests.Bundles;

/// <summary><c>top</c> refers to <c>lib</c> and to itself, <c>lib</c> to <c>base</c>.</summary>
public sealed class BundleTests : SampleStoreTests
{
    private static readonly IReadOnlySet<StorePath> _nothing = new HashSet<StorePath>();

    private StorePath Lib => _top.References.Single(path => path.Name == "lib");

    [Fact]
    public void A_bundle_without_a_base_holds_the_closure_and_fills_an_empty_store()
    {
        BundleResult made = Create("all.bundle", []);
        Assert.Equal(3, made.Index.Objects.Count);
        Assert.Empty(made.Index.Base);
        using LocalStore target = LocalStore.Open(_folder["target"]);
        Apply("all.bundle", target);
        Assert.Equal(_store.All().Select(info => (info.Path, info.NarHash)), target.All().Select(info => (info.Path, info.NarHash)));
    }

    [Fact]
    public void A_bundle_holds_what_its_base_lacks_and_names_what_it_builds_upon()
    {
        using LocalStore target = Target(Lib);
        BundleResult made = Create("top.bundle", [BundleBase.OfStore("machine", target)]);
        Assert.Equal(_top.Path, Assert.Single(made.Index.Objects).Object.Path);
        Assert.Equal([Lib], made.Index.Base);
        Assert.Equal("machine", made.Index.BaseName);
        BundleApplyPlan plan = Apply("top.bundle", target);
        Assert.Single(plan.Copy.Copied);
        Assert.Equal(_store.Paths(), target.Paths());
        Assert.Empty(Apply("top.bundle", target).Copy.Copied);
    }

    [Fact]
    public void A_store_without_the_base_is_refused_and_stays_as_it_was()
    {
        using LocalStore target = Target(Lib);
        Create("top.bundle", [BundleBase.OfStore("machine", target)]);
        using LocalStore other = LocalStore.Open(_folder["other"]);
        CluException error = Assert.Throws<CluException>(() => Apply("top.bundle", other));
        Assert.Equal("CLU0774", error.Code);
        Assert.Contains("'machine'", error.Message, StringComparison.Ordinal);
        Assert.Contains(Lib.BaseName, error.Message, StringComparison.Ordinal);
        Assert.Empty(other.Paths());
    }

    [Fact]
    public void Bundles_build_upon_one_another()
    {
        StorePath low = _store.Paths().Single(path => path.Name == "base");
        using (BundleStore first = Open(Create("1.bundle", [], [low])))
        using (BundleStore second = Open(Create("2.bundle", [BundleBase.OfBundle(first.Index)], [Lib])))
        {
            Assert.Equal([Lib], second.Paths());
            // What the second builds upon is there too, though it does not hold it.
            BundleResult third = Create("3.bundle", [BundleBase.OfBundle(second.Index)], [_top.Path, low]);
            Assert.Equal([_top.Path], third.Index.Objects.Select(info => info.Object.Path));
            Assert.Equal([low, Lib], third.Index.Base.OrderBy(path => path.Name));
        }

        using LocalStore target = LocalStore.Open(_folder["target"]);
        Assert.Equal("CLU0774", Assert.Throws<CluException>(() => Apply("2.bundle", target)).Code);
        foreach (string name in new[] { "1.bundle", "2.bundle", "3.bundle" })
            Apply(name, target);
        Assert.Equal(_store.Paths(), target.Paths());
    }

    [Fact]
    public void A_bundle_whose_base_has_all_is_empty_and_still_demands_its_base()
    {
        using LocalStore target = Target(_top.Path);
        BundleResult made = Create("none.bundle", [BundleBase.OfStore(null, target)]);
        Assert.Empty(made.Index.Objects);
        Assert.Equal([_top.Path], made.Index.Base);
        using LocalStore other = LocalStore.Open(_folder["other"]);
        Assert.Equal("CLU0774", Assert.Throws<CluException>(() => Apply("none.bundle", other)).Code);
        Assert.Empty(Apply("none.bundle", target).Copy.Copied);
    }

    [Theory]
    [InlineData(NarCompression.Zstd)]
    [InlineData(NarCompression.Xz)]
    [InlineData(NarCompression.None)]
    public void A_bundle_depends_neither_on_the_number_of_workers_nor_on_its_name(NarCompression compression)
    {
        Create("1.bundle", [], options: new BundleOptions { Jobs = 1, Compression = compression });
        Create("7.bundle", [], options: new BundleOptions { Jobs = 7, Compression = compression });
        Assert.Equal(File.ReadAllBytes(_folder["1.bundle"]), File.ReadAllBytes(_folder["7.bundle"]));
        using LocalStore target = LocalStore.Open(_folder["target"]);
        Apply("7.bundle", target);
        Assert.Equal(_store.Paths(), target.Paths());
    }

    [Fact]
    public void A_signed_bundle_is_taken_with_its_key_and_refused_in_the_name_of_another()
    {
        using SecretKey key = SecretKey.Create("test-1", new byte[SecretKey.SeedSize]);
        using SecretKey other = SecretKey.Create("test-1", [.. Enumerable.Repeat((byte)1, SecretKey.SeedSize)]);
        Create("s.bundle", [], options: new BundleOptions { Key = key });
        using BundleStore bundle = new(BundleSource.Open(_folder["s.bundle"]));
        Assert.Equal(["test-1"], bundle.SignedBy(new TrustedKeys([key.PublicKey])));
        Assert.Empty(bundle.SignedBy(TrustedKeys.None));
        Assert.Equal("CLU0775", Assert.Throws<CluException>(() => bundle.SignedBy(new TrustedKeys([other.PublicKey]))).Code);
        Assert.All(bundle.Paths(), path => Assert.Single(new TrustedKeys([key.PublicKey]).Valid(bundle.Find(path)!)));
    }

    [Fact]
    public void An_object_that_no_trusted_key_signed_is_refused_by_a_store_that_wants_that()
    {
        // Its path does not tell its content.
        StoreObjectInfo built = _store.Find(Lib)! with { ContentAddress = null };
        using OneObject source = new(_store, built);
        BundleCreation creation = new(source, new BundleOptions());
        creation.Run(creation.Plan([Lib], [BundleBase.OfPaths(null, built.References)], Cancellation), _folder["u.bundle"], null, Cancellation);
        using LocalStore target = Target(built.References[0]);
        Assert.Equal("CLU0311", Assert.Throws<CluException>(() => Apply("u.bundle", target, checkSignatures: true)).Code);
        Apply("u.bundle", target);
        Assert.Contains(Lib, target.Paths());
    }

    [Fact]
    public void Every_changed_byte_is_found_or_changes_nothing()
    {
        Create("all.bundle", [], options: new BundleOptions { Compression = NarCompression.Xz });
        byte[] image = File.ReadAllBytes(_folder["all.bundle"]);
        int found = 0;
        for (int at = 0; at < image.Length; at += 41)
        {
            image[at] ^= 0x10;
            File.WriteAllBytes(_folder["bad.bundle"], image);
            image[at] ^= 0x10;
            found += IsSound("bad.bundle") ? 0 : 1;
        }

        // What is not found are reserved fields, times and padding.
        Assert.InRange(found, image.Length / 41 / 2, image.Length);
    }

    [Fact]
    public void A_bundle_cut_off_anywhere_is_refused()
    {
        Create("all.bundle", []);
        byte[] image = File.ReadAllBytes(_folder["all.bundle"]);
        for (int length = 0; length < image.Length - 4096; length += 97)
        {
            File.WriteAllBytes(_folder["cut.bundle"], image.AsSpan(0, length));
            Assert.ThrowsAny<CluException>(() => Open("cut.bundle").Dispose());
        }
    }

    [Fact]
    public void An_object_that_is_not_what_its_store_says_makes_no_bundle()
    {
        using OneObject source = new(_store, _store.Find(Lib)! with { NarSize = 1 });
        BundleCreation creation = new(source, new BundleOptions());
        BundlePlan plan = creation.Plan([Lib], [BundleBase.OfPaths(null, _store.Find(Lib)!.References)], Cancellation);
        Assert.Equal("CLU0310", Assert.Throws<CluException>(() => creation.Run(plan, _folder["no.bundle"], null, Cancellation)).Code);
        Assert.DoesNotContain(Directory.GetFiles(_folder.Path), file => file.Contains("no.bundle", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_no_bundle_is_refused()
    {
        File.WriteAllBytes(_folder["no.bundle"], new byte[10_000]);
        Assert.Equal("CLU0770", Assert.Throws<CluException>(() => Open("no.bundle")).Code);
        Assert.Equal("CLU0301", Assert.Throws<CluException>(() => Open("missing.bundle")).Code);
    }

    private bool IsSound(string name)
    {
        try
        {
            using BundleStore bundle = Open(name);
            BundleVerification found = new BundleVerifier(bundle, new VerifyOptions { Trust = false }).Run(null, Cancellation);
            // What is said to be sound is the same as before.
            Assert.True(!found.IsSound || bundle.Paths().SequenceEqual(_store.Paths()));
            return found.IsSound;
        }
        catch (CluException)
        {
            return false;
        }
    }

    private LocalStore Target(StorePath path)
    {
        LocalStore target = LocalStore.Open(_folder["target"]);
        ClosureCopy copy = new(_store, target, new CopyOptions());
        copy.Run(copy.Plan([path], Cancellation), null, Cancellation);
        return target;
    }

    private BundleResult Create(string name, IReadOnlyList<BundleBase> bases, IReadOnlyCollection<StorePath>? roots = null, BundleOptions? options = null)
    {
        BundleCreation creation = new(_store, options ?? new BundleOptions());
        return creation.Run(creation.Plan(roots ?? [_top.Path], bases, Cancellation), _folder[name], null, Cancellation);
    }

    private BundleStore Open(string name) => new(BundleSource.Open(_folder[name]));

    private static BundleStore Open(BundleResult made) => new(BundleSource.Open(made.Files[0]));

    private BundleApplyPlan Apply(string name, LocalStore target, bool checkSignatures = false)
    {
        using BundleStore bundle = Open(name);
        BundleApplication application = new(bundle, target, new CopyOptions { CheckSignatures = checkSignatures });
        BundleApplyPlan plan = application.Plan(_nothing, Cancellation);
        application.Run(plan, null, Cancellation);
        return plan;
    }

    /// <summary>A store with one object, of which it says something else.</summary>
    private sealed class OneObject(LocalStore store, StoreObjectInfo info) : IStore
    {
        public string Url => store.Url;

        public StoreDirectory Directory => store.Directory;

        public StoreObjectInfo? Find(StorePath path) => path == info.Path ? info : store.Find(path);

        public IReadOnlyList<StorePath> Paths() => store.Paths();

        public ObjectContent Open(StoreObjectInfo other) => store.Open(other);

        public void Dispose()
        {
        }
    }
}
