using System.Collections.Concurrent;
using Clu.Binary;
using Clu.Images.Trees;
using Clu.Nix.Archives;
using Clu.Nix.Hashing;
using Clu.Stores.Local;
using Clu.Stores.Native;
using Clu.Stores.Trees;

namespace Clu.Stores.Optimising;

/// <summary>
/// Makes equal files names of one: each has a name in <c>.links</c>, the SHA-256 of its archive in base 32, so that files that differ in their
/// execute bit stay apart. Links are shared, too, as by Nix on Linux. Safe for several threads as long as each has its own trees.
/// </summary>
/// <param name="layout">Where the store is.</param>
/// <param name="temporary">Gives paths in the store's folder that no collector touches.</param>
internal sealed class FileLinker(StoreLayout layout, Func<string> temporary)
{
    private readonly NativePath _links = NativePath.From(layout.Links);
    private readonly ConcurrentDictionary<ulong, byte> _shared = new();
    private readonly ConcurrentDictionary<string, byte> _planned = new(StringComparer.Ordinal);
    private long _files;
    private long _bytes;

    /// <summary>What was linked so far.</summary>
    public OptimiseResult Result => new(Interlocked.Read(ref _files), Interlocked.Read(ref _bytes));

    /// <summary>Learns which files are shared already, so that they need not be read.</summary>
    public void LoadShared()
    {
        foreach ((_, ulong inode, _) in NativeFiles.Entries(_links))
            _shared.TryAdd(inode, 0);
    }

    /// <summary>Shares the files of a tree.</summary>
    /// <param name="path">Its root, in the store's folder or in a directory below.</param>
    /// <param name="dryRun">Only count.</param>
    /// <param name="cancel">Ends it between two files.</param>
    public void Share(NativePath path, bool dryRun, CancellationToken cancel) => Share(path, directory: null, dryRun, cancel);

    private void Share(NativePath path, NativePath? directory, bool dryRun, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        if (NativeFiles.Find(path) is not { } status)
            return;
        switch (status.Kind)
        {
            case FileKind.Directory:
                foreach ((FileName name, ulong inode, _) in NativeFiles.Entries(path))
                {
                    if (!_shared.ContainsKey(inode))
                        Share(path[name], path, dryRun, cancel);
                }

                // An earlier run was killed before it locked the directory again.
                if (status.IsWritable && !dryRun)
                    Seal(path);
                break;
            // What somebody may write is not what it was when it was registered.
            case FileKind.Regular when !status.IsWritable:
            case FileKind.Symlink:
                if (!(status.Links > 1 && _shared.ContainsKey(status.Inode)))
                    ShareFile(path, status, directory, dryRun);
                break;
        }
    }

    private void ShareFile(NativePath path, FileStatus status, NativePath? directory, bool dryRun)
    {
        string hash = HashOf(path);
        NativePath link = _links[FileName.From(hash)];
        FileStatus? known = NativeFiles.Find(link);
        if (dryRun)
        {
            if (known is { } other ? other.Inode != status.Inode : !_planned.TryAdd(hash, 0))
                Count(status);
            return;
        }

        // Equal files are equally long: it was changed.
        if (known is { } entry && entry.Length != status.Length)
        {
            NativeFiles.Remove(link);
            known = null;
        }

        if (known is null && TryEnter(path, link, status))
            return;
        if (NativeFiles.Find(link) is { } shared && shared.Inode != status.Inode && Replace(path, link, directory))
            Count(status);
    }

    /// <summary>Makes a file the one that equal ones share.</summary>
    /// <returns>False when another process was faster.</returns>
    private bool TryEnter(NativePath path, NativePath link, FileStatus status)
    {
        if (NativeFiles.Link(path, link, out int error))
        {
            _shared.TryAdd(status.Inode, 0);
            return true;
        }

        return error switch
        {
            Libc.Exists => false,
            // The directory of links is full, or the file has as many names as it may: then it is not shared.
            Libc.NoSpace or Libc.TooManyLinks => true,
            _ => throw StoreErrors.System("link", link.ToString(), error),
        };
    }

    /// <summary>Puts a name of the shared file in the place of a file, at once.</summary>
    private bool Replace(NativePath path, NativePath link, NativePath? directory)
    {
        NativePath beside = NativePath.From(temporary());
        if (!NativeFiles.Link(link, beside, out int error))
        {
            // As many names as the file system allows; or a collector just removed the link.
            return error is Libc.TooManyLinks or Libc.NoEntry ? false : throw StoreErrors.System("link", link.ToString(), error);
        }

        if (directory is { } opened)
            NativeFiles.ChangeMode(opened, Convert.ToUInt16("755", 8));
        try
        {
            return NativeFiles.TryRename(beside, path);
        }
        finally
        {
            // There still where the rename failed, or both were one file already.
            NativeFiles.Remove(beside);
            if (directory is { } closed)
                Seal(closed);
        }
    }

    private static void Seal(NativePath directory)
    {
        NativeFiles.ChangeMode(directory, UnixPermissions.ReadOnlyExecutable.Bits);
        NativeFiles.SetTimes(directory, ObjectTree.CanonicalTime);
    }

    private void Count(FileStatus status)
    {
        Interlocked.Increment(ref _files);
        Interlocked.Add(ref _bytes, status.Length);
    }

    internal static string HashOf(NativePath path)
    {
        using HashSink sink = new(HashAlgorithm.Sha256);
        using (NarWriter writer = new(sink))
            TreeNar.Write(ObjectTree.Read(path), writer);
        return Nix32.Encode(sink.Finish().Bytes);
    }
}
