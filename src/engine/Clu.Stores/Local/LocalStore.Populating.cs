using System.Collections.Concurrent;
using Clu.Binary;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores.Exports;
using Clu.Stores.Native;
using Clu.Stores.Trees;
using Clu.Stores.Verification;

namespace Clu.Stores.Local;

/// <summary>The store of a machine that is being installed: nobody uses it yet, and the power may go at any moment.</summary>
public sealed partial class LocalStore
{
    private const int LockAttempts = 20;

    private static readonly TimeSpan _lockPause = TimeSpan.FromMilliseconds(100);

    /// <summary>1775: builders may add objects, and remove only their own.</summary>
    private const ushort BuildersMayAdd = 0x3FD;

    /// <summary>Those of some objects that are unknown, or whose files are gone.</summary>
    public IReadOnlyList<StoreObjectInfo> Absent(IReadOnlyCollection<StoreObjectInfo> objects)
    {
        HashSet<StorePath> missing = [.. Missing([.. objects.Select(info => info.Path)])];
        return [.. objects.Where(info => missing.Contains(info.Path) || NativeFiles.Find(NativePath.From(PhysicalPath(info.Path))) is null)];
    }

    /// <summary>What an interrupted run has placed and not registered.</summary>
    /// <param name="wanted">What that run was to place.</param>
    public IReadOnlyList<StoreObjectInfo> Unregistered(IReadOnlyCollection<StoreObjectInfo> wanted) =>
        [.. wanted.Where(info => NativeFiles.Find(NativePath.From(PhysicalPath(info.Path))) is not null)];

    /// <summary>
    /// Sees what of the files of an interrupted run can be kept: objects whose files have the hash, the modes and the times that they should. All
    /// other unknown objects are removed. After a power cut nothing but the hash tells whether a file ever reached the disk.
    /// </summary>
    /// <param name="placed">What <see cref="Unregistered"/> found.</param>
    /// <param name="jobs">Objects read at once.</param>
    /// <param name="advanced">Told an object and bytes of its archive, piece by piece, from several threads.</param>
    /// <param name="cancel">Ends it; what was not looked at stays.</param>
    /// <returns>The objects that are whole.</returns>
    /// <exception cref="CluException">CLU0364: another program uses the store.</exception>
    public IReadOnlySet<StorePath> Salvage(
        IReadOnlyCollection<StoreObjectInfo> placed, int jobs, Action<StoreObjectInfo, long> advanced, CancellationToken cancel)
    {
        ThrowIfReadOnly();
        // A program that this process starts at this moment holds its open files, and their locks, until it is running.
        for (int attempt = 0; !_lock!.TryTakeAlone(); attempt++)
        {
            if (attempt == LockAttempts)
                throw StoreErrors.InUse(Root);
            cancel.ThrowIfCancellationRequested();
            Thread.Sleep(_lockPause);
        }

        try
        {
            ConcurrentDictionary<StorePath, bool> whole = [];
            Parallel.ForEach(
                Partitioner.Create(placed, EnumerablePartitionerOptions.NoBuffering),
                new ParallelOptions { MaxDegreeOfParallelism = jobs, CancellationToken = cancel },
                info =>
                {
                    if (IsWhole(info, bytes =>
                    {
                        cancel.ThrowIfCancellationRequested();
                        advanced(info, bytes);
                    }))
                    {
                        whole[info.Path] = true;
                    }
                });
            RemoveUnknown(whole.ContainsKey);
            return whole.Keys.ToHashSet();
        }
        finally
        {
            _lock.Share();
        }
    }

    /// <summary>
    /// What is known of objects that were placed, with the content addresses of those that name themselves: a medium does not say them, and their
    /// files were just written. Where the main object has none, the others are taken to have none either.
    /// </summary>
    public IReadOnlyList<StoreObjectInfo> WithOwnAddresses(IReadOnlyList<StoreObjectInfo> placed, StorePath main)
    {
        ContentAddressFinder addresses = new(new StorePathFactory(Directory));
        StoreObjectInfo Addressed(StoreObjectInfo info) => info.ContentAddress is null && info.References.Contains(info.Path)
            ? info with { ContentAddress = addresses.Find(info, Open(info)) }
            : info;
        return placed.FirstOrDefault(info => info.Path == main) is { } system && Addressed(system).ContentAddress is not null
            ? [.. placed.Select(Addressed)]
            : placed;
    }

    /// <summary>Returns when all files and the database are on the disk.</summary>
    /// <exception cref="CluException">CLU0301: the disk refuses.</exception>
    public void WriteOut()
    {
        NativeFiles.SyncFileSystem(NativePath.From(_layout.Objects));
        NativeFiles.SyncFileSystem(NativePath.From(_layout.State));
    }

    /// <summary>Gives the folder of objects to root and the group of builders, as Nix has it on a machine with build users.</summary>
    /// <param name="group">The number of that group.</param>
    /// <exception cref="CluException">CLU0301: this user may not.</exception>
    public void GiveToBuilders(uint group)
    {
        NativePath objects = NativePath.From(_layout.Objects);
        NativeFiles.ChangeOwner(objects, 0, group);
        NativeFiles.ChangeMode(objects, BuildersMayAdd);
    }

    private bool IsWhole(StoreObjectInfo info, Action<long> advanced)
    {
        string path = PhysicalPath(info.Path);
        try
        {
            return ContentCheck.Check(info, new DiskObject(path), advanced) is null && ObjectTree.HasStoreMetadata(path);
        }
        catch (CluException)
        {
            // What cannot be read is copied again.
            return false;
        }
    }

    private void RemoveUnknown(Predicate<StorePath> isKept)
    {
        NativePath objects = NativePath.From(_layout.Objects);
        foreach (FileName name in NativeFiles.List(objects))
        {
            // A lock that a killed run left has the form of a store path as well.
            if (StorePath.TryParse(name.ToString(), out StorePath? path) && !isKept(path) && !IsKnown(path))
                NativeFiles.Remove(objects[name]);
        }
    }
}
