using System.Security.Cryptography;
using Clu.Binary;
using Clu.Images.Trees;
using Clu.Nix.Bundles;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores.Bundles;
using Clu.Stores.Local;
using Clu.Stores.Verification;

namespace Clu.Stores.Tests.Bundles;

public sealed class BundlePartsTests : SampleStoreTests
{
    private const int Size = 1 << 20;
    private readonly StoreObjectInfo _large;

    public BundlePartsTests()
    {
        byte[] content = new byte[3_500_000];
        new Random(7).NextBytes(content);
        _large = _store.Add("large", new ImageFile(new MemoryContent(content), UnixPermissions.ReadOnly), StoreReferences.None);
        Create("u.bundle", Size);
    }

    [Fact]
    public void Parts_joined_are_the_bundle_in_one_file()
    {
        Create("whole.bundle", null);
        byte[] joined = [.. Parts().SelectMany(File.ReadAllBytes)];
        Assert.Equal(File.ReadAllBytes(_folder["whole.bundle"]), joined);
        Assert.All(Parts().SkipLast(1), part => Assert.Equal(Size, new FileInfo(part).Length));
        foreach ((BundlePart part, string file) in BundleSource.Open(_folder["u.bundle.parts"]).Parts!.Parts.Zip(Parts()))
            Assert.Equal(SHA256.HashData(File.ReadAllBytes(file)), part.Content.Bytes.ToArray());
    }

    [Fact]
    public void Parts_are_found_by_any_of_them_wherever_they_lie()
    {
        Directory.CreateDirectory(_folder["second"]);
        File.Move(_folder["u.bundle.002"], _folder["second/u.bundle.002"]);
        BundleSource source = Assert.Single(BundleSource.Find([_folder["u.bundle.001"], _folder["second/u.bundle.002"]]));
        using BundleStore bundle = new(source);
        Assert.True(new BundleVerifier(bundle, new VerifyOptions { Trust = false }).Run(null, Cancellation).IsSound);
    }

    [Fact]
    public void A_missing_part_is_named()
    {
        File.Delete(_folder["u.bundle.003"]);
        CluException error = Assert.Throws<CluException>(() => BundleSource.Open(_folder["u.bundle.parts"]));
        Assert.Equal("CLU0771", error.Code);
        Assert.Contains("'u.bundle.003'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Exchanged_parts_are_named_with_the_places_that_they_belong_to()
    {
        File.Move(_folder["u.bundle.002"], _folder["x"]);
        File.Move(_folder["u.bundle.003"], _folder["u.bundle.002"]);
        File.Move(_folder["x"], _folder["u.bundle.003"]);
        CluException error = Assert.Throws<CluException>(() => BundleSource.Open(_folder["u.bundle.parts"]));
        Assert.Equal("CLU0772", error.Code);
        Assert.Contains("u.bundle.002' is not part 2", error.Message, StringComparison.Ordinal);
        Assert.Contains("is part 3", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_part_of_another_bundle_and_one_cut_off_are_named()
    {
        byte[] part = File.ReadAllBytes(_folder["u.bundle.002"]);
        File.WriteAllBytes(_folder["u.bundle.002"], part[..^1]);
        Assert.Equal("CLU0772", Assert.Throws<CluException>(() => BundleSource.Open(_folder["u.bundle.parts"])).Code);
        part[0] ^= 1;
        File.WriteAllBytes(_folder["u.bundle.002"], part);
        CluException error = Assert.Throws<CluException>(() => BundleSource.Open(_folder["u.bundle.parts"]));
        Assert.Contains("another bundle or is damaged", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_flipped_bit_far_from_the_head_is_found_in_its_part()
    {
        byte[] part = File.ReadAllBytes(_folder["u.bundle.003"]);
        part[500_000] ^= 4;
        File.WriteAllBytes(_folder["u.bundle.003"], part);
        using BundleStore bundle = new(BundleSource.Open(_folder["u.bundle.parts"]));
        BundleVerification found = new BundleVerifier(bundle, new VerifyOptions { Trust = false }).Run(null, Cancellation);
        Assert.Contains("u.bundle.003", Assert.Single(found.Flaws), StringComparison.Ordinal);
        Assert.Equal(_large.Path, Assert.Single(found.Objects.Bad).Path);
    }

    [Fact]
    public void Parts_of_an_earlier_bundle_do_not_stay_behind_the_new_ones()
    {
        int before = Parts().Length;
        Create("u.bundle", 2 * Size);
        Assert.Equal(before, Parts().Length * 2);
        Assert.DoesNotContain(Directory.GetFiles(_folder.Path), file => file.EndsWith(".part", StringComparison.Ordinal));
        using BundleStore bundle = new(BundleSource.Open(_folder["u.bundle.001"]));
        Assert.True(new BundleVerifier(bundle, new VerifyOptions { Trust = false }).Run(null, Cancellation).IsSound);
    }

    [Fact]
    public void Parts_fill_a_store()
    {
        using BundleStore bundle = new(BundleSource.Open(_folder["u.bundle.parts"]));
        using LocalStore target = LocalStore.Open(_folder["target"]);
        BundleApplication application = new(bundle, target, new() { CheckSignatures = false });
        application.Run(application.Plan(new HashSet<StorePath>(), Cancellation), null, Cancellation);
        Assert.Equal(_store.Paths(), target.Paths());
    }

    private string[] Parts() => [.. Directory.GetFiles(_folder.Path, "u.bundle.0*").Order(StringComparer.Ordinal)];

    private void Create(string name, long? size)
    {
        BundleCreation creation = new(_store, new BundleOptions { PartSize = size });
        creation.Run(creation.Plan([_top.Path, _large.Path], [], Cancellation), _folder[name], null, Cancellation);
    }
}
