using Clu.Nix.Hashing;
using Clu.Nix.Signatures;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores.Native;
using Clu.Stores.Trees;
using Clu.Stores.Verification;

namespace Clu.Stores.Local;

/// <summary>The local store as a place to copy from and to.</summary>
public sealed partial class LocalStore
{
    /// <inheritdoc/>
    public string Url => Root == "/" ? "local" : $"local?root={Root}";

    /// <inheritdoc/>
    public bool RequiresSignatures => true;

    /// <inheritdoc/>
    public bool IsClosed => true;

    /// <inheritdoc/>
    public IReadOnlyList<StorePath> Paths()
    {
        lock (_gate)
            return _database.Paths();
    }

    /// <inheritdoc/>
    public ObjectContent Open(StoreObjectInfo info) => new DiskObject(PhysicalPath(info.Path));

    /// <inheritdoc/>
    public IReadOnlyList<StorePath> Missing(IReadOnlyCollection<StorePath> paths)
    {
        // Whoever asks is going to rely on the answer.
        if (_lock is not null)
            Protect(paths);
        lock (_gate)
            return _database.Missing(paths);
    }

    /// <inheritdoc/>
    public IReadOnlyCollection<StoreObjectInfo> FindMany(IReadOnlyCollection<StorePath> paths, CancellationToken cancel)
    {
        List<StoreObjectInfo> found = new(paths.Count);
        lock (_gate)
        {
            foreach (StorePath path in paths)
            {
                cancel.ThrowIfCancellationRequested();
                if (_database.Find(path) is { } info)
                    found.Add(info);
            }
        }

        return found;
    }

    /// <inheritdoc/>
    public void Place(StoreObjectInfo info, ObjectContent content, Action<long> advanced, CancellationToken cancel)
    {
        Protect([info.Path, .. info.References]);
        string path = PhysicalPath(info.Path);
        using PathLock writing = PathLock.Take(path);
        // Another process may have written it while we waited.
        if (Find(info.Path) is not null && NativeFiles.Find(NativePath.From(path)) is not null)
        {
            advanced(info.NarSize);
            return;
        }

        WriteBeside(info, content, advanced, temporary =>
        {
            // Files without registration are what an interrupted run left.
            ObjectTree.Remove(path);
            NativeFiles.Rename(NativePath.From(temporary), NativePath.From(path));
        }, cancel);
    }

    /// <inheritdoc/>
    public void Replace(StoreObjectInfo info, ObjectContent content, Action<long> advanced, CancellationToken cancel)
    {
        Protect([info.Path]);
        string path = PhysicalPath(info.Path);
        using PathLock writing = PathLock.Take(path);
        WriteBeside(info, content, advanced, temporary =>
        {
            ForgetBadLinks(NativePath.From(path));
            if (NativeFiles.Find(NativePath.From(path)) is null)
                NativeFiles.Rename(NativePath.From(temporary), NativePath.From(path));
            else
                NativeFiles.Exchange(NativePath.From(temporary), NativePath.From(path));
        }, cancel);
    }

    /// <summary>Writes files under a temporary name and checks them. What has that name afterwards is removed.</summary>
    private void WriteBeside(StoreObjectInfo info, ObjectContent content, Action<long> advanced, Action<string> place, CancellationToken cancel)
    {
        string temporary = Temporary();
        try
        {
            (Hash hash, long size) = content.Unpack(temporary, bytes =>
            {
                cancel.ThrowIfCancellationRequested();
                advanced(bytes);
            });
            ObjectCheck.Verify(info, hash, size, Directory);
            AddressCheck.Verify(info, new DiskObject(temporary), Directory);
            OptimiseAddition(temporary);
            place(temporary);
        }
        finally
        {
            ObjectTree.Remove(temporary);
        }
    }

    /// <inheritdoc/>
    public void AddSignatures(StorePath path, IReadOnlyCollection<Signature> signatures)
    {
        ThrowIfReadOnly();
        lock (_gate)
            _database.AddSignatures(path, signatures);
    }
}
