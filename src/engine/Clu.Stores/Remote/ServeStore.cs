using System.Collections.Concurrent;
using Clu.Binary;
using Clu.Nix.ServeProtocol;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;

namespace Clu.Stores.Remote;

/// <summary>
/// The store of another machine that <c>nix-store --serve</c> answers for there, <c>ssh://</c>. It takes every object whose hash is right: who may
/// log in and write there is trusted.
/// </summary>
internal sealed class ServeStore : IImmediateStore, ISubstitutingStore, IPrefetchingStore
{
    /// <summary>What runs at the other end.</summary>
    public const string Program = "nix-store";

    private const int InfosAtOnce = 10_000;

    private readonly ServePool _pool;
    private readonly ConcurrentDictionary<StorePath, StoreObjectInfo> _known = new();
    private readonly IDisposable? _command;

    /// <param name="url">Its URL, for errors.</param>
    /// <param name="connections">Connections to have at most.</param>
    /// <param name="connect">Connects once.</param>
    /// <param name="command">Disposed with the store.</param>
    public ServeStore(string url, int connections, Func<Channel> connect, IDisposable? command = null)
    {
        Url = url;
        _command = command;
        _pool = new ServePool(url, connections, () => ServeConnection.Open(url, connect, Directory));
    }

    /// <summary>Its arguments.</summary>
    public static IReadOnlyList<string> Arguments { get; } = ["--serve", "--write"];

    public string Url { get; }

    public StoreDirectory Directory { get; } = StoreDirectory.Default;

    public bool RequiresSignatures => false;

    public StoreObjectInfo? Find(StorePath path)
    {
        if (_known.TryGetValue(path, out StoreObjectInfo? known))
            return known;
        Learn([path]);
        return _known.GetValueOrDefault(path);
    }

    public void Prefetch(IReadOnlyCollection<StorePath> roots)
    {
        StorePath[] unknown = [.. roots.Where(path => !_known.ContainsKey(path))];
        Learn(unknown);
        // The server would end if it were asked for the closure of what it does not have.
        StorePath[] valid = [.. unknown.Where(_known.ContainsKey)];
        if (valid.Any(path => _known[path].References.Any(reference => !_known.ContainsKey(reference))))
            Learn(_pool.Use(connection => connection.Ask(new QueryClosureRequest(valid, IncludeOutputs: false)).Closure()));
    }

    public IReadOnlyList<StorePath> Paths() => throw StoreErrors.NotSupported($"listing '{Url}', whose protocol cannot tell its paths", "name the paths");

    public ObjectContent Open(StoreObjectInfo info) => new PackedObject(() => new ServeArchive(_pool, info));

    public IReadOnlyList<StorePath> Missing(IReadOnlyCollection<StorePath> paths)
    {
        IReadOnlySet<StorePath> valid = Valid(paths, substitute: false, CancellationToken.None);
        return [.. paths.Where(path => !valid.Contains(path))];
    }

    public void Substitute(IReadOnlyCollection<StorePath> paths, CancellationToken cancel) => Valid(paths, substitute: true, cancel);

    public void Add(StoreObjectInfo info, ObjectContent content, bool checkSignatures, Action<long> advanced, CancellationToken cancel)
    {
        _pool.Use(connection =>
        {
            connection.Begin(new AddToStoreNarRequest(info with { Ultimate = false }));
            using OutgoingArchive archive = new(info, Directory.Print(info.Path), connection.Channel.Output, advanced);
            content.WriteNar(archive);
            archive.Finish();
            connection.Flush();
            connection.Replies.Accepted();
            return true;
        }, cancel);
        _known[info.Path] = info with { Ultimate = false };
    }

    public void Place(StoreObjectInfo info, ObjectContent content, Action<long> advanced, CancellationToken cancel) =>
        Add(info, content, checkSignatures: true, advanced, cancel);

    public void Register(IReadOnlyCollection<StoreObjectInfo> objects)
    {
    }

    public void Dispose()
    {
        _pool.Dispose();
        _command?.Dispose();
    }

    private IReadOnlySet<StorePath> Valid(IReadOnlyCollection<StorePath> paths, bool substitute, CancellationToken cancel)
    {
        HashSet<StorePath> asked = [.. paths];
        if (asked.Count == 0)
            return asked;
        return _pool.Use(
            connection =>
            {
                // Caches far away take their time.
                TimeSpan patience = connection.Channel.Patience;
                connection.Channel.Patience = substitute ? Timeout.InfiniteTimeSpan : patience;
                IReadOnlySet<StorePath> valid = connection.Ask(new QueryValidPathsRequest([.. asked], Lock: true, substitute)).ValidPaths(asked);
                connection.Channel.Patience = patience;
                return valid;
            },
            cancel);
    }

    private void Learn(IEnumerable<StorePath> paths)
    {
        foreach (StorePath[] some in paths.Where(path => !_known.ContainsKey(path)).Distinct().Chunk(InfosAtOnce))
        {
            foreach (StoreObjectInfo info in _pool.Use(connection => connection.Ask(new QueryPathInfosRequest(some)).PathInfos(new HashSet<StorePath>(some))))
                _known[info.Path] = info;
        }
    }
}
