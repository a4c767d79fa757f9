using Clu.Binary;
using Clu.Nix.Bundles;
using Clu.Nix.NarInfos;
using Clu.Nix.StoreObjects;
using Clu.Stores.Caches;

namespace Clu.Stores.Bundles;

/// <summary>
/// Packs the archives of a bundle, several at once, and hands them out in the order of the plan: what is packed ahead is bounded, and the bundle
/// does not depend on who was done first.
/// </summary>
internal sealed class NarPacking : IDisposable
{
    /// <summary>Archives that wait, beside one a worker.</summary>
    private const int Ahead = 4;

    private readonly IStore _source;
    private readonly IReadOnlyList<StoreObjectInfo> _objects;
    private readonly BundleOptions _options;
    private readonly string _folder;
    private readonly Action<StoreObjectInfo, long> _advanced;
    private readonly CancellationTokenSource _ending;
    private readonly TaskCompletionSource<PackedNar>[] _packed;
    private readonly SemaphoreSlim _room;
    private readonly Task[] _workers;
    private int _next = -1;

    public NarPacking(
        IStore source, IReadOnlyList<StoreObjectInfo> objects, BundleOptions options, string folder, Action<StoreObjectInfo, long> advanced, CancellationToken cancel)
    {
        _source = source;
        _objects = objects;
        _options = options;
        _folder = folder;
        _advanced = advanced;
        _ending = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        _packed = [.. objects.Select(_ => new TaskCompletionSource<PackedNar>(TaskCreationOptions.RunContinuationsAsynchronously))];
        int jobs = options.Jobs ?? Environment.ProcessorCount;
        _room = new SemaphoreSlim(jobs + Ahead);
        _workers = [.. Enumerable.Range(0, jobs).Select(_ => Task.Factory.StartNew(Work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))];
    }

    /// <summary>The archive of the n-th object, each asked for once and in order; waits until it is packed.</summary>
    /// <exception cref="CluException">CLU0310: the object is not what the source says. Others as the source has them.</exception>
    public PackedNar Take(int index)
    {
        PackedNar packed = _packed[index].Task.GetAwaiter().GetResult();
        _room.Release();
        return packed;
    }

    /// <summary>Ends the workers.</summary>
    public void Dispose()
    {
        _ending.Cancel();
        Task.WaitAll(_workers);
        foreach (TaskCompletionSource<PackedNar> left in _packed)
        {
            if (left.Task.IsCompletedSuccessfully)
                left.Task.Result.Content.Dispose();
        }

        _room.Dispose();
        _ending.Dispose();
    }

    private void Work()
    {
        try
        {
            while (true)
            {
                // First the room, then the turn: so those under way are always the next ones, and the one waited for is among them.
                _room.Wait(_ending.Token);
                int index = Interlocked.Increment(ref _next);
                if (index >= _objects.Count)
                    return;
                PackedNar packed = Pack(_objects[index]);
                if (!_packed[index].TrySetResult(packed))
                    packed.Content.Dispose();
            }
        }
        catch (Exception e)
        {
            // Whoever waits learns the first cause: the others end because of it.
            foreach (TaskCompletionSource<PackedNar> waiting in _packed)
                waiting.TrySetException(e);
            _ending.Cancel();
        }
    }

    private PackedNar Pack(StoreObjectInfo info)
    {
        NarSpool spool = new(_folder);
        try
        {
            NarFile packed = NarFile.Pack(
                info, _source.Open(info), _source.Directory, _options.Compression, _options.Level, spool, bytes => _advanced(info, bytes), _ending.Token);
            NarInfo file = new()
            {
                Object = Signed(info),
                Url = BundleIndex.FileOf(info.Path, _options.Compression),
                Compression = _options.Compression,
                FileHash = packed.Hash,
                FileSize = packed.Size,
            };
            return new PackedNar(file, spool);
        }
        catch
        {
            spool.Dispose();
            throw;
        }
    }

    /// <summary>What a bundle says of an object: nothing that belongs to its source alone.</summary>
    private StoreObjectInfo Signed(StoreObjectInfo info)
    {
        info = info with { Ultimate = false, RegistrationTime = null };
        return _options.Key is { } key ? StoreSigning.Signed(info, key, _source.Directory) : info;
    }
}
