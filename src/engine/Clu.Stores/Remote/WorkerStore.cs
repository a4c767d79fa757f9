using Clu.Binary;
using Clu.Nix.Hashing;
using Clu.Nix.Signatures;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Nix.WorkerProtocol;
using Clu.Stores.Caches;
using Clu.Stores.Collecting;

namespace Clu.Stores.Remote;

/// <summary>The store of a Nix daemon: <c>daemon</c>, <c>unix://</c>, <c>ssh-ng://</c>.</summary>
public sealed partial class WorkerStore : IImmediateStore, ISignableStore, ISubstitutingStore, ICollectableStore
{
    private readonly IDisposable? _owned;
    private readonly WorkerPool _pool;

    /// <param name="url">Its URL, for people.</param>
    /// <param name="connections">Connections at once.</param>
    /// <param name="connect">Makes a channel to the daemon.</param>
    /// <param name="owned">Disposed with the store.</param>
    /// <param name="offered">The newest version of the protocol to speak; null for <see cref="WorkerVersion.Newest"/>.</param>
    internal WorkerStore(string url, int connections, Func<Channel> connect, IDisposable? owned = null, WorkerVersion? offered = null)
    {
        Url = url;
        _owned = owned;
        _pool = new WorkerPool(url, connections, () => new WorkerConnection(connect(), Directory, offered ?? WorkerVersion.Newest));
    }

    /// <inheritdoc/>
    public string Url { get; }

    /// <inheritdoc/>
    public StoreDirectory Directory { get; } = StoreDirectory.Default;

    /// <summary>No: the daemon judges signatures by the keys that it trusts itself.</summary>
    public bool RequiresSignatures => false;

    /// <inheritdoc/>
    public bool IsClosed => true;

    /// <inheritdoc/>
    public StoreObjectInfo? Find(StorePath path) => _pool.Use(connection => connection.Client.QueryPathInfo(path));

    /// <inheritdoc/>
    public IReadOnlyList<StorePath> Paths() => [.. _pool.Use(connection => connection.Client.QueryAllValidPaths()).Distinct().Order()];

    /// <inheritdoc/>
    public ObjectContent Open(StoreObjectInfo info) => new RemoteObject(read => _pool.Use(connection => connection.Client.NarFromPath(info.Path, read)));

    /// <inheritdoc/>
    public IReadOnlyList<StorePath> Missing(IReadOnlyCollection<StorePath> paths)
    {
        if (paths.Count == 0)
            return [];
        HashSet<StorePath> known = [.. _pool.Use(connection => connection.Client.QueryValidPaths(paths, substitute: false))];
        return [.. paths.Where(path => !known.Contains(path))];
    }

    /// <inheritdoc/>
    public void Place(StoreObjectInfo info, ObjectContent content, Action<long> advanced, CancellationToken cancel) =>
        Add(info, content, checkSignatures: true, advanced, cancel);

    /// <inheritdoc/>
    public void Register(IReadOnlyCollection<StoreObjectInfo> objects)
    {
        // What has its files is known.
    }

    /// <inheritdoc/>
    public void Add(StoreObjectInfo info, ObjectContent content, bool checkSignatures, Action<long> advanced, CancellationToken cancel) => _pool.Use(
        connection => connection.Client.AddToStore(info with { Ultimate = false }, checkSignatures, output =>
        {
            using HashSink nar = new(info.NarHash.Algorithm);
            using Fork fork = new([nar, new Meter(bytes =>
            {
                cancel.ThrowIfCancellationRequested();
                advanced(bytes);
            }), output]);
            content.WriteNar(fork);
            ObjectCheck.Verify(info, nar.Finish(), nar.Count, Directory);
        }),
        cancel);

    /// <inheritdoc/>
    public void AddSignatures(StorePath path, IReadOnlyCollection<Signature> signatures)
    {
        if (Find(path) is null)
            throw StoreErrors.UnknownPath(Directory.Print(path), Url);
        _pool.Use(connection => connection.Client.AddSignatures(path, signatures));
    }

    /// <inheritdoc/>
    public void Substitute(IReadOnlyCollection<StorePath> paths, CancellationToken cancel) => _pool.Use(
        connection => Patiently(connection, () =>
        {
            if (connection.Client.CanSubstituteMany)
                connection.Client.QueryValidPaths(paths, substitute: true);
            else
                FetchEach(connection.Client, paths);
            return true;
        }),
        cancel);

    /// <summary>For what takes as long as it takes, and of which a daemon may say nothing in between.</summary>
    private static T Patiently<T>(WorkerConnection connection, Func<T> work)
    {
        TimeSpan patience = connection.Channel.Patience;
        connection.Channel.Patience = Timeout.InfiniteTimeSpan;
        try
        {
            return work();
        }
        finally
        {
            connection.Channel.Patience = patience;
        }
    }

    private static void FetchEach(WorkerClient client, IEnumerable<StorePath> paths)
    {
        foreach (StorePath path in paths)
        {
            try
            {
                client.EnsurePath(path);
            }
            catch (WorkerErrorException) when (client.IsSound)
            {
                // No cache has it; whoever asked sees that it is still missing.
            }
        }
    }

    /// <summary>What the daemon says of itself, and the version of the protocol that it speaks.</summary>
    /// <exception cref="CluException">CLU0330 to CLU0334: nobody answers, or not as it should.</exception>
    public (WorkerVersion Version, DaemonInfo Daemon) Ask() => _pool.Use(connection => (connection.Client.Version, connection.Client.Daemon));

    /// <inheritdoc/>
    public void Dispose()
    {
        _pool.Dispose();
        _owned?.Dispose();
    }
}
