using System.Globalization;
using Clu.Binary;
using Clu.Nix.StorePaths;
using Clu.Stores.Local;
using Clu.Stores.Progress;
using Clu.Stores.Roots;

namespace Clu.Stores.Collecting;

/// <summary>
/// Collects the garbage of a local store as Nix does: alone under <c>gc.lock</c>, open for further roots, each object first forgotten, then
/// deleted, what refers before what is referred to. A plan of the beginning is checked again at each object.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="layout">Where it is.</param>
/// <param name="request">What is to be collected.</param>
/// <param name="progress">Told of it.</param>
internal sealed class LocalCollector(LocalStore store, StoreLayout layout, CollectionRequest request, IProgress<ProgressEvent>? progress)
{
    private const string Step = "collect";

    private readonly List<string> _deleted = [];
    private readonly Leftovers _leftovers = new(layout);
    private long _freed;
    private long _done;

    /// <inheritdoc cref="ICollectableStore.Collect"/>
    public CollectionResult Run(CancellationToken cancel)
    {
        layout.GiveBack();
        try
        {
            using FileLock alone = TakeLock();
            using RootsServer server = RootsServer.Start(layout, store.Directory);
            IReadOnlyList<StoreRoot> roots = store.RequestedRoots(request, removeStale: true);
            foreach (StoreRoot root in roots)
                server.Protect(root.Path);
            StoreGraph graph = store.Graph();
            store.CheckPresent(graph, request);
            CollectionPlanner planner = new(graph, request);
            (IReadOnlyList<StoreNode> dead, HashSet<StorePath> live) = planner.Split(roots, store.Directory);
            progress?.Report(new ProgressEvent.StepStarted(
                Step, dead.Count == 1 ? "Collecting 1 store object" : $"Collecting {dead.Count} store objects", dead.Sum(node => node.NarSize)));
            bool limited = request.MostBytes == 0
                || !DeleteLeftovers(graph, server, cancel)
                || !DeleteDead(dead, live, graph, planner.Rules, server, cancel);
            int links = _leftovers.RemoveUnusedLinks();
            progress?.Report(new ProgressEvent.StepFinished(
                Step, string.Create(CultureInfo.InvariantCulture, $"{_deleted.Count} paths, {_freed} bytes")));
            return new CollectionResult(_deleted, _freed, links, limited);
        }
        finally
        {
            layout.SetAside();
        }
    }

    private FileLock TakeLock()
    {
        if (FileLock.TryTakeAlone(layout.GcLock) is { } free)
            return free;
        progress?.Report(new ProgressEvent.Warning("another collection or a writer has the store; waiting", null));
        return FileLock.TakeAlone(layout.GcLock);
    }

    /// <returns>False when enough is freed.</returns>
    private bool DeleteLeftovers(StoreGraph graph, RootsServer server, CancellationToken cancel)
    {
        foreach ((FileName name, StorePath? path) in _leftovers.Find(graph))
        {
            cancel.ThrowIfCancellationRequested();
            if (request.Only is { } only && (path is null || !only.Contains(path)))
                continue;
            if (path is not null && !server.TryBegin(path))
                continue;
            try
            {
                // Somebody may have registered it since.
                if (path is not null && store.Knows(path))
                    continue;
                Delete(() => _leftovers.Remove(name), $"{store.Directory.Path}/{name}");
            }
            finally
            {
                server.End();
            }

            if (IsEnough)
                return false;
        }

        return true;
    }

    /// <returns>False when enough is freed.</returns>
    private bool DeleteDead(
        IReadOnlyList<StoreNode> dead, HashSet<StorePath> live, StoreGraph graph, KeepRules rules, RootsServer server, CancellationToken cancel)
    {
        foreach (StoreNode node in dead)
        {
            cancel.ThrowIfCancellationRequested();
            if (live.Contains(node.Path))
                continue;
            if (!server.TryBegin(node.Path))
            {
                // Somebody came to need it: so all that it keeps is needed.
                graph.Enliven(live, [node.Path], rules);
                continue;
            }

            try
            {
                if (!store.Forget(node.Path))
                {
                    graph.Enliven(live, [node.Path], rules);
                    continue;
                }

                Delete(() => _leftovers.Remove(FileName.From(node.Path.BaseName)), store.Directory.Print(node.Path));
            }
            finally
            {
                server.End();
            }

            progress?.Report(new ProgressEvent.StepAdvanced(Step, _done += node.NarSize, node.Path.Name));
            if (IsEnough)
                return false;
        }

        return true;
    }

    private bool IsEnough => _freed > (request.MostBytes ?? long.MaxValue);

    private void Delete(Func<long> remove, string path)
    {
        _freed += remove();
        _deleted.Add(path);
    }
}
