using System.Text;
using Clu.Binary;
using Clu.Images.Iso9660;
using Clu.Images.Trees;
using Clu.Media.Bundles;
using Clu.Media.Composing;
using Clu.Media.Inspection;
using Clu.Media.Tests.Composing;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores.Bundles;
using Clu.Stores.Copying;
using Clu.Stores.Local;
using Clu.Stores.Media;
using Clu.Stores.Trees;
using Clu.Testing;

namespace Clu.Media.Tests.Bundles;

/// <summary>A medium holds <c>library</c> and <c>program</c>, which refers to it; a bundle brings <c>tool</c>, which refers to <c>program</c>.</summary>
public sealed class MediumBundlingTests : IDisposable
{
    private static readonly CopyOptions _options = new();

    private readonly TempFolder _folder = new();
    private readonly SamplePlan _plan;
    private readonly LocalStore _store;
    private readonly StoreObjectInfo _tool;

    public MediumBundlingTests()
    {
        _plan = new SamplePlan(_folder["made"]);
        MediumPlan plan = _plan.Make();
        MediumWriter.Write(plan, PlanDigest.Of(plan), _folder["old.iso"], null, Cancellation);
        _store = LocalStore.Open(_folder["store"]);
        using (MediumStore medium = new(_folder["old.iso"]))
        {
            ClosureCopy copy = new(medium, _store, new CopyOptions { CheckSignatures = false });
            copy.Run(copy.Plan(medium.Paths(), Cancellation), null, Cancellation);
        }

        ImageDirectory tree = new();
        tree.AddPath("bin/tool", new ImageFile(new MemoryContent(Encoding.UTF8.GetBytes("a tool")), UnixPermissions.ReadOnlyExecutable));
        _tool = _store.Add("tool", tree, new StoreReferences([_store.Paths().Single(path => path.Name == "program")]));
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _store.Dispose();
        _plan.Dispose();
        ObjectTree.Remove(_folder["store"]);
        _folder.Dispose();
    }

    [Fact]
    public void The_new_medium_holds_base_and_bundle_and_is_sound()
    {
        string sha256 = Extend("old.iso", "new.iso", Bundle("u.bundle", "old.iso"));
        using (MediumStore medium = new(_folder["new.iso"]))
            Assert.Equal(_store.Paths(), medium.Paths());
        using FileStream image = File.OpenRead(_folder["new.iso"]);
        MediumReport report = MediumInspector.Inspect(image, new InspectionOptions { Verify = true }, null, Cancellation);
        Assert.False(report.IsDamaged, string.Join('\n', report.Findings));
        Assert.Equal("SAMPLE", report.Label);
        Assert.Contains("/extra/read-me.txt", report.Files.Select(file => file.Path));
        Assert.Equal(2, report.BootImages.Count);
        Assert.Equal(64, sha256.Length);
        Assert.DoesNotContain(Directory.GetFileSystemEntries(_folder.Path), path => path.Contains(".part", StringComparison.Ordinal));
    }

    [Fact]
    public void The_store_of_the_new_medium_is_the_one_that_would_be_made_of_all_of_it()
    {
        Extend("old.iso", "new.iso", Bundle("u.bundle", "old.iso"));
        MediumPlan plan = _plan.Make();
        MediumObject tool = new(_tool, _store.PhysicalPath(_tool.Path));
        plan = plan with { Objects = [.. plan.Objects.Append(tool).OrderBy(o => o.Info.Path)] };
        MediumWriter.Write(plan, PlanDigest.Of(plan), _folder["whole.iso"], null, Cancellation);
        Assert.Equal(StoreOf("whole.iso"), StoreOf("new.iso"));
    }

    [Fact]
    public void A_damaged_old_medium_is_refused_and_nothing_of_it_is_copied()
    {
        string bundle = Bundle("u.bundle", "old.iso");
        byte[] damaged = File.ReadAllBytes(_folder["old.iso"]);
        damaged[damaged.Length / 2] ^= 1;
        File.WriteAllBytes(_folder["damaged.iso"], damaged);
        Assert.Equal("CLU0531", Assert.Throws<CluException>(() => Extend("damaged.iso", "new.iso", bundle)).Code);
        Assert.False(File.Exists(_folder["new.iso"]));
    }

    [Fact]
    public void The_new_medium_is_a_base_itself()
    {
        Extend("old.iso", "new.iso", Bundle("u.bundle", "old.iso"));
        using KnownBase known = KnownBase.Open(_folder["new.iso"]);
        Assert.Equal("SAMPLE", known.Base.Name);
        BundlePlan plan = new BundleCreation(_store, new BundleOptions()).Plan([_tool.Path], [known.Base], Cancellation);
        Assert.Empty(plan.Objects);
        Assert.Equal([_tool.Path], plan.Base);
    }

    [Fact]
    public void The_same_old_medium_and_bundle_give_the_same_new_medium()
    {
        string bundle = Bundle("u.bundle", "old.iso");
        Assert.Equal(Extend("old.iso", "1.iso", bundle), Extend("old.iso", "2.iso", bundle));
    }

    [Fact]
    public void A_medium_without_the_base_is_refused_and_none_is_written()
    {
        StoreObjectInfo other = _store.Add("other", new ImageFile(new MemoryContent("other"u8.ToArray()), UnixPermissions.ReadOnly), StoreReferences.None);
        BundleCreation creation = new(_store, new BundleOptions());
        BundlePlan plan = creation.Plan([other.Path, _tool.Path], [BundleBase.OfPaths("elsewhere", [other.Path])], Cancellation);
        creation.Run(plan, _folder["w.bundle"], null, Cancellation);
        Assert.Equal("CLU0774", Assert.Throws<CluException>(() => Extend("old.iso", "new.iso", _folder["w.bundle"])).Code);
        Assert.False(File.Exists(_folder["new.iso"]));
    }

    [Fact]
    public void What_is_no_medium_is_refused()
    {
        File.WriteAllBytes(_folder["no.iso"], new byte[100_000]);
        Assert.ThrowsAny<CluException>(() => Extend("no.iso", "new.iso", Bundle("u.bundle", "old.iso")));
        Assert.False(File.Exists(_folder["new.iso"]));
    }

    private byte[] StoreOf(string medium)
    {
        using FileStream image = File.OpenRead(_folder[medium]);
        using Stream store = Assert.IsType<Iso9660File>(Iso9660Reader.Open(image).Root.FindPath(StoreImage.FileName)).Open();
        using MemoryStream bytes = new();
        store.CopyTo(bytes);
        return bytes.ToArray();
    }

    private string Bundle(string name, string since)
    {
        using KnownBase known = KnownBase.Open(_folder[since]);
        BundleCreation creation = new(_store, new BundleOptions());
        BundlePlan plan = creation.Plan([_tool.Path], [known.Base], Cancellation);
        Assert.Equal([_tool.Path], plan.Objects.Select(info => info.Path));
        creation.Run(plan, _folder[name], null, Cancellation);
        return _folder[name];
    }

    private string Extend(string old, string made, string bundle)
    {
        using BundleStore opened = new(BundleSource.Open(bundle));
        MediumBundling bundling = new(_folder[old], _options);
        return bundling.Run([opened], bundling.Plan([opened], Cancellation), _folder[made], 3, null, Cancellation);
    }
}
