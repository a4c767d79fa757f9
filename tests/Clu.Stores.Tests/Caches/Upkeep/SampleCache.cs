using Clu.Nix.NarInfos;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores.Caches;
using Clu.Stores.Copying;
using Clu.Stores.Local;
using Clu.Stores.Trees;
using Clu.Testing;

namespace Clu.Stores.Tests.Caches.Upkeep;

/// <summary>A cache with the sample closure (<c>top</c>, <c>lib</c>, <c>base</c>) and one path beside it, all of it two days old.</summary>
internal sealed class SampleCache : IDisposable
{
    private readonly TempFolder _folder = new();

    public SampleCache()
    {
        Cache = Reopen();
        using (LocalStore source = LocalStore.Open(_folder["source"]))
        {
            Top = SampleStore.Fill(source);
            Lib = source.All().Single(info => info.Path.Name == "lib");
            Low = source.All().Single(info => info.Path.Name == "base");
            Old = source.Add("old", SampleStore.Tree($"needs {source.Directory.Print(Lib.Path)}"), new StoreReferences([Lib.Path]));
            ClosureCopy copy = new(source, Cache, new CopyOptions());
            copy.Run(copy.Plan(source.Paths(), Cancellation), null, Cancellation);
        }

        Age(TimeSpan.FromDays(2));
    }

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public BinaryCacheStore Cache { get; }

    public StoreObjectInfo Top { get; }

    public StoreObjectInfo Lib { get; }

    public StoreObjectInfo Low { get; }

    public StoreObjectInfo Old { get; }

    /// <summary>A file of the cache.</summary>
    public string this[string name] => _folder[$"cache/{name}"];

    public static string NarInfo(StoreObjectInfo info) => $"{info.Path.HashPart}.narinfo";

    public BinaryCacheStore Reopen() =>
        new(new FolderCacheFiles(_folder["cache"]), new BinaryCacheOptions { Compression = NarCompression.None, WriteListings = true });

    public string Nar(StoreObjectInfo info) => Reopen().FindInfo(info.Path)!.Url;

    public string[] Files() => [.. Directory.GetFiles(_folder["cache"], "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(_folder["cache"], file)).Order(StringComparer.Ordinal)];

    public void Edit(string name, Func<string, string> change) => File.WriteAllText(this[name], change(File.ReadAllText(this[name])));

    /// <summary>Makes files older than they are.</summary>
    public void Age(TimeSpan by, string pattern = "*")
    {
        foreach (string file in Directory.GetFiles(_folder["cache"], pattern, SearchOption.AllDirectories))
            File.SetLastWriteTimeUtc(file, TimeProvider.System.GetUtcNow().UtcDateTime - by);
    }

    public void Dispose()
    {
        Cache.Dispose();
        ObjectTree.Remove(_folder["source"]);
        _folder.Dispose();
    }
}
