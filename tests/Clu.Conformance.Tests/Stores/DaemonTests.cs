using Clu.Nix.Hashing;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores;
using Clu.Stores.Copying;
using Clu.Stores.Local;
using Clu.Stores.Trees;
using Clu.Testing;

namespace Clu.Conformance.Tests.Stores;

/// <summary>Base of the tests with a real daemon: a store to copy from.</summary>
public abstract class DaemonTests : IDisposable
{
    private protected readonly TempFolder _folder = new();
    private protected readonly LocalStore _source;
    private NixDaemon? _daemon;

    /// <summary>Three objects that refer to each other; and one that refers to itself, too, and is not content-addressed.</summary>
    private protected DaemonTests()
    {
        _source = LocalStore.Open(_folder["source"]);
        Low = _source.Add("low", StoreSamples.Tree("low"), StoreReferences.None);
        StoreObjectInfo mid = _source.Add("mid", StoreSamples.Tree(_source.Directory.Print(Low.Path)), new StoreReferences([Low.Path]));
        Top = _source.Add("top", StoreSamples.Tree(_source.Directory.Print(mid.Path)), new StoreReferences([mid.Path]));
        StorePath built = StorePath.Parse("g1w7hy3qg1w7hy3qg1w7hy3qg1w7hy3q-built");
        TreeObject content = new(() => StoreSamples.Tree($"{_source.Directory.Print(Top.Path)} {_source.Directory.Print(built)}"));
        using HashSink nar = new(HashAlgorithm.Sha256);
        content.WriteNar(nar);
        Built = new()
        {
            Path = built,
            NarHash = nar.Finish(),
            NarSize = nar.Count,
            References = [Top.Path, built],
            Deriver = StorePath.Parse("g1w7hy3qg1w7hy3qg1w7hy3qg1w7hy3q-built.drv"),
        };
        _source.Place(Built, content, _ => { }, Cancellation);
        _source.Register([Built]);
    }

    public static TheoryData<NixVersion> Versions => [NixVersion.Installed, NixVersion.Newest];

    private protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Refers to nothing.</summary>
    private protected StoreObjectInfo Low { get; }

    /// <summary>Its closure is content-addressed, so it needs no signatures.</summary>
    private protected StoreObjectInfo Top { get; }

    /// <summary>Refers to <see cref="Top"/> and to itself, and has neither signature nor content address.</summary>
    private protected StoreObjectInfo Built { get; }

    public void Dispose()
    {
        _daemon?.Dispose();
        _source.Dispose();
        foreach (string root in Directory.GetDirectories(_folder.Path))
            ObjectTree.Remove(root);
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected NixDaemon Start(NixVersion version, string settings = "") => _daemon = new NixDaemon(version, _folder["daemon"], settings);

    private protected static CopyPlan Copy(IStore from, IWritableStore to, StorePath path, bool checkSignatures = true)
    {
        ClosureCopy copy = new(from, to, new CopyOptions { CheckSignatures = checkSignatures, Jobs = 3 });
        CopyPlan plan = copy.Plan([path], Cancellation);
        copy.Run(plan, null, Cancellation);
        return plan;
    }

    private protected static IWritableStore Open(string url) => StoreOpener.OpenWritable(StoreUrl.Parse(url), TimeProvider.System);

    private protected static string Facts(StoreObjectInfo info) =>
        $"{info.Path} {info.NarHash} {info.NarSize} {info.ContentAddress} {info.Deriver} {string.Join(',', info.References)} {string.Join(',', info.Signatures)}";
}
