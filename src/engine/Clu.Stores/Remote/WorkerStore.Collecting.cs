using System.Globalization;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Nix.WorkerProtocol;
using Clu.Stores.Collecting;
using Clu.Stores.Progress;
using Clu.Stores.Roots;

namespace Clu.Stores.Remote;

/// <summary>The store of a daemon as a place where garbage is collected: the daemon does it, by its own rules and settings.</summary>
public sealed partial class WorkerStore
{
    private const string CollectStep = "collect";

    /// <inheritdoc/>
    public IReadOnlyList<StoreRoot> Roots() => _pool.Use(connection => Sorted(connection.Client.FindRoots()));

    /// <inheritdoc/>
    public CollectionPlan Plan(CollectionRequest request) => _pool.Use(connection => Patiently(connection, () =>
    {
        Keep(connection.Client, request);
        return request.Only is null ? PlanAll(connection.Client) : PlanSome(connection.Client, request, request.Only);
    }));

    /// <inheritdoc/>
    public CollectionResult Collect(CollectionRequest request, IProgress<ProgressEvent>? progress, CancellationToken cancel)
    {
        if (request.IgnoreRoots && request.Only is null)
            throw StoreErrors.NotSupported($"deleting everything in '{Url}'", "name what is to be deleted");
        progress?.Report(new ProgressEvent.StepStarted(CollectStep, "Letting the daemon collect", null));
        ulong most = (ulong)(request.MostBytes ?? long.MaxValue);
        (IReadOnlyList<string> paths, ulong freed) = _pool.Use(
            connection => Patiently(connection, () =>
            {
                Keep(connection.Client, request);
                if (request.Only is not { } only)
                    return connection.Client.CollectGarbage(CollectAction.DeleteDead, [], ignoreLiveness: false, most);
                StorePath[] dead = [.. PlanSome(connection.Client, request, only).Dead.Select(node => node.Path)];
                return dead.Length == 0 ? ([], 0) : connection.Client.CollectGarbage(CollectAction.DeleteSpecific, dead, request.IgnoreRoots, most);
            }),
            cancel);
        progress?.Report(new ProgressEvent.StepFinished(CollectStep, string.Create(CultureInfo.InvariantCulture, $"{paths.Count} paths, {freed} bytes")));
        return new CollectionResult(paths, (long)Math.Min(freed, long.MaxValue), LinksRemoved: 0, Limited: freed > most);
    }

    /// <summary>A daemon knows no objects to keep besides roots; what a connection uses is a root as long as it lasts.</summary>
    private static void Keep(WorkerClient client, CollectionRequest request)
    {
        foreach (StorePath kept in request.Keep)
            client.AddTempRoot(kept);
    }

    private CollectionPlan PlanAll(WorkerClient client)
    {
        IReadOnlyList<string> dead = client.CollectGarbage(CollectAction.ReturnDead, [], ignoreLiveness: false, ulong.MaxValue).Paths;
        HashSet<StorePath> live = [.. client.QueryAllValidPaths()];
        List<StoreNode> nodes = [];
        List<string> leftovers = [];
        foreach (string text in dead)
        {
            if (Directory.TryParse(text, out StorePath? path) && live.Remove(path) && client.QueryPathInfo(path) is { } info)
                nodes.Add(Node(info));
            else
                leftovers.Add(text[(text.LastIndexOf('/') + 1)..]);
        }

        return new CollectionPlan(new StoreGraph(nodes).ReferrersFirst(nodes.Select(node => node.Path).ToHashSet()), [.. live.Order()], [.. leftovers.Order(StringComparer.Ordinal)]);
    }

    private CollectionPlan PlanSome(WorkerClient client, CollectionRequest request, IReadOnlyCollection<StorePath> only)
    {
        HashSet<StorePath> live = request.IgnoreRoots ? [] :
            [.. client.CollectGarbage(CollectAction.ReturnLive, [], ignoreLiveness: false, ulong.MaxValue).Paths.Select(text => Directory.TryParse(text, out StorePath? path) ? path : null).OfType<StorePath>()];
        Dictionary<StorePath, StoreNode> named = [];
        foreach (StorePath path in only.Distinct())
        {
            if (client.QueryPathInfo(path) is { } info)
                named[path] = Node(info);
            else if ((request.Required ?? only).Contains(path))
                throw StoreErrors.UnknownPath(Directory.Print(path), Url);
        }

        // What somebody else refers to who is not named stays, and all that it needs.
        Dictionary<StorePath, string> alive = [];
        foreach (StorePath path in named.Keys)
        {
            if (live.Contains(path))
                alive[path] = "a root keeps it";
            else if (client.QueryReferrers(path).FirstOrDefault(referrer => referrer != path && !named.ContainsKey(referrer)) is { } referrer)
                alive[path] = $"'{Directory.Print(referrer)}' refers to it";
        }

        HashSet<StorePath> kept = [];
        new StoreGraph(named.Values).Enliven(kept, alive.Keys, KeepRules.ReferencesOnly);
        if ((request.Required ?? only).Where(kept.Contains).Min() is { } stays)
            throw StoreErrors.Alive(Directory.Print(stays), alive.GetValueOrDefault(stays, "what refers to it is alive"));
        HashSet<StorePath> dead = [.. named.Keys.Where(path => !kept.Contains(path))];
        return new CollectionPlan(new StoreGraph(named.Values).ReferrersFirst(dead), [.. live.Union(kept).Order()], []);
    }

    private static StoreNode Node(StoreObjectInfo info) => new(info.Path, info.NarSize, info.References, info.Deriver, []);

    private static StoreRoot[] Sorted(IEnumerable<(string Link, StorePath Path)> roots) =>
        [.. roots.Select(root => new StoreRoot(PeerText.Clean(root.Link), root.Path)).OrderBy(root => root.Path).ThenBy(root => root.Source, StringComparer.Ordinal)];
}
