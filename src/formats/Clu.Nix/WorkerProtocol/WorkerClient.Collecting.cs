using Clu.Nix.StorePaths;

namespace Clu.Nix.WorkerProtocol;

/// <summary>Roots and garbage.</summary>
public sealed partial class WorkerClient
{
    private const long WholeStore = 1;
    private const long SomePaths = 0;

    /// <summary>What keeps objects from being collected: links, and names in braces for what is not one.</summary>
    public IReadOnlyList<(string Link, StorePath Path)> FindRoots()
    {
        Begin(WorkerOperation.FindRoots);
        Await();
        return End(() => _reader.List("root", () => (_reader.Text("link"), _reader.StorePath("path"))));
    }

    /// <summary>Collects garbage, or tells what it would be.</summary>
    /// <param name="action">What to do.</param>
    /// <param name="paths">The paths to delete; for <see cref="CollectAction.DeleteSpecific"/> only.</param>
    /// <param name="ignoreLiveness">Delete what roots need, too.</param>
    /// <param name="maxFreed">Stop after so many bytes.</param>
    /// <returns>Full paths, and the bytes that were freed.</returns>
    public (IReadOnlyList<string> Paths, ulong Freed) CollectGarbage(CollectAction action, IReadOnlyCollection<StorePath> paths, bool ignoreLiveness, ulong maxFreed)
    {
        Begin(WorkerOperation.CollectGarbage);
        _writer.Number((long)action);
        if (!Version.Has(WorkerFeatures.DeleteReferrers))
        {
            _writer.StorePathSet(paths);
        }
        else if (action == CollectAction.DeleteSpecific)
        {
            _writer.Number(SomePaths);
            _writer.StorePathSet(paths);
            _writer.Bool(false); // not what refers to them
        }
        else
        {
            _writer.Number(WholeStore);
        }

        _writer.Bool(ignoreLiveness);
        _writer.Number(maxFreed);
        for (int removed = 0; removed < 3; removed++)
            _writer.Number(0L);
        Await();
        return End<(IReadOnlyList<string>, ulong)>(() =>
        {
            List<string> collected = _reader.Strings("path");
            ulong freed = _reader.Wire.Number("bytes freed");
            _reader.Wire.Number("blocks freed");
            return (collected, freed);
        });
    }

    /// <summary>Makes a link outside the store a root.</summary>
    /// <param name="link">Its absolute path.</param>
    public void AddIndirectRoot(string link) => Simple(WorkerOperation.AddIndirectRoot, () => _writer.Text(link));

    /// <summary>Lets equal files of the store share their space.</summary>
    public void OptimiseStore() => Simple(WorkerOperation.OptimiseStore, () => { });
}
