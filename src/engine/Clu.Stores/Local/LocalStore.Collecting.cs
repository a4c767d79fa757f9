using Clu.Nix.StorePaths;
using Clu.Stores.Collecting;
using Clu.Stores.Progress;
using Clu.Stores.Roots;

namespace Clu.Stores.Local;

/// <summary>The local store as a place where garbage is collected.</summary>
public sealed partial class LocalStore
{
    /// <inheritdoc/>
    public IReadOnlyList<StoreRoot> Roots() => [.. FindRoots(removeStale: false).OrderBy(root => root.Path).ThenBy(root => root.Source, StringComparer.Ordinal)];

    /// <summary>Makes a link a root: what it leads to stays as long as the link.</summary>
    /// <param name="path">The object.</param>
    /// <param name="link">The link; made, or turned to the object if it led into the store before.</param>
    /// <exception cref="Clu.Binary.CluException">CLU0304: the store does not have the object. CLU0361: something else is in the link's place.</exception>
    public void AddRoot(StorePath path, string link)
    {
        Protect([path]);
        if (!IsKnown(path))
            throw StoreErrors.UnknownPath(Directory.Print(path), Root);
        new IndirectRoot(_layout, Directory, Path.GetFullPath(link)).Add(path);
    }

    /// <summary>Removes a link that is a root. What it led to stays until garbage is collected.</summary>
    /// <exception cref="Clu.Binary.CluException">CLU0361: it is no such link.</exception>
    public void RemoveRoot(string link)
    {
        ThrowIfReadOnly();
        new IndirectRoot(_layout, Directory, Path.GetFullPath(link)).Remove();
    }

    /// <inheritdoc/>
    public CollectionPlan Plan(CollectionRequest request)
    {
        StoreGraph graph = Graph();
        IReadOnlyList<StoreRoot> roots = RequestedRoots(request, removeStale: false);
        CheckPresent(graph, request);
        (IReadOnlyList<StoreNode> dead, HashSet<StorePath> live) = new CollectionPlanner(graph, request).Split(roots, Directory);
        HashSet<string> safe = [.. roots.Select(root => root.Path.HashPart)];
        IEnumerable<string> left = new Leftovers(_layout).Find(graph)
            .Where(leftover => leftover.Path is null || (request.Only?.Contains(leftover.Path) ?? !safe.Contains(leftover.Path.HashPart)))
            .Where(leftover => request.Only is null || leftover.Path is not null)
            .Select(leftover => leftover.Name.ToString());
        return new CollectionPlan(dead, [.. live.Order()], [.. left]);
    }

    /// <inheritdoc/>
    public CollectionResult Collect(CollectionRequest request, IProgress<ProgressEvent>? progress, CancellationToken cancel)
    {
        ThrowIfReadOnly();
        return new LocalCollector(this, _layout, request, progress).Run(cancel);
    }

    /// <summary>What a request heeds of roots.</summary>
    internal IReadOnlyList<StoreRoot> RequestedRoots(CollectionRequest request, bool removeStale) =>
        [.. (request.IgnoreRoots ? TemporaryRoots(removeStale) : FindRoots(removeStale)).Where(root => !request.IgnoredSources.Contains(root.Source))];

    /// <summary>The links below <c>profiles</c> to generations that are neither used nor wanted any more.</summary>
    /// <param name="since">What was used at that time or later is wanted; null to want the used ones only.</param>
    public IReadOnlyList<string> OldGenerations(DateTimeOffset? since) => new ProfileGenerations(_layout).Old(since);

    private IReadOnlyList<StoreRoot> TemporaryRoots(bool removeStale) => new TemporaryRootsFolder(_layout, Directory).Read(removeStale);

    internal StoreGraph Graph()
    {
        lock (_gate)
            return _database.Graph();
    }

    internal bool Forget(StorePath path)
    {
        lock (_gate)
            return _database.Forget(path);
    }

    internal bool Knows(StorePath path) => IsKnown(path);

    /// <summary>Refuses to delete what is not there, neither as an object nor as files.</summary>
    internal void CheckPresent(StoreGraph graph, CollectionRequest request)
    {
        if ((request.Required ?? request.Only ?? []).FirstOrDefault(path => !graph.Contains(path) && !Path.Exists(PhysicalPath(path))) is { } missing)
            throw StoreErrors.UnknownPath(Directory.Print(missing), Root);
    }

    private List<StoreRoot> FindRoots(bool removeStale)
    {
        PermanentRoots permanent = new(_layout, Directory, IsKnown);
        List<StoreRoot> roots = [.. permanent.Find(), .. new ProcessRoots(Directory, IsKnown).Find()];
        if (removeStale)
        {
            foreach (Native.NativePath stale in permanent.Stale)
                Native.NativeFiles.Remove(stale);
        }

        roots.AddRange(TemporaryRoots(removeStale));
        return roots;
    }
}
