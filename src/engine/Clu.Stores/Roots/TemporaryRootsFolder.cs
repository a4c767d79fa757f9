using System.Runtime.InteropServices;
using Clu.Binary;
using Clu.Nix.StorePaths;
using Clu.Nix.TemporaryRoots;
using Clu.Stores.Local;
using Clu.Stores.Native;
using Microsoft.Win32.SafeHandles;

namespace Clu.Stores.Roots;

/// <summary>What all running processes say that they need. A file that nobody holds is of a process that ended, and says nothing.</summary>
/// <param name="layout">Where the files are.</param>
/// <param name="directory">The store directory.</param>
internal sealed class TemporaryRootsFolder(StoreLayout layout, StoreDirectory directory)
{
    private static readonly byte[] _stale = "d"u8.ToArray();

    /// <summary>Reads the files.</summary>
    /// <param name="removeStale">Removes those of ended processes.</param>
    /// <exception cref="CluException">CLU0101: a file of a running process is malformed. CLU0301: one cannot be read.</exception>
    public IReadOnlyList<StoreRoot> Read(bool removeStale)
    {
        List<StoreRoot> roots = [];
        foreach ((NativePath path, string name) in Files())
        {
            using SafeFileHandle? file = Open(path, removeStale);
            if (file is null || IsStale(file, path, removeStale))
                continue;
            foreach (StorePath root in TemporaryRootsText.Read(Content(file, path), directory))
                roots.Add(new StoreRoot($"{{temp:{name}}}", root));
        }

        return roots;
    }

    /// <summary>Removes the files of ended processes.</summary>
    public void RemoveStale()
    {
        foreach ((NativePath path, _) in Files())
        {
            using SafeFileHandle? file = Open(path, toWrite: true);
            if (file is not null)
                IsStale(file, path, remove: true);
        }
    }

    private IEnumerable<(NativePath Path, string Name)> Files()
    {
        NativePath folder = NativePath.From(layout.TemporaryRoots);
        if (NativeFiles.Find(folder) is null)
            yield break;
        foreach (FileName name in NativeFiles.List(folder))
        {
            // Some package managers keep a folder alive by a hidden file in it.
            if (name.Span[0] != (byte)'.' && NativeFiles.Find(folder[name])?.Kind == FileKind.Regular)
                yield return (folder[name], name.ToString());
        }
    }

    private static SafeFileHandle? Open(NativePath path, bool toWrite)
    {
        int opened = Libc.Open(path.Terminated, (toWrite ? Libc.OpenReadWrite : Libc.OpenReadOnly) | Libc.OpenNoFollow | Libc.OpenCloseOnExec);
        if (opened >= 0)
            return new SafeFileHandle(opened, ownsHandle: true);
        int error = Marshal.GetLastPInvokeError();
        // It ended meanwhile; or we only look, and it is another user's.
        return error == Libc.NoEntry || (error == Libc.NoAccess && !toWrite) ? null : throw StoreErrors.System("read", path.ToString(), error);
    }

    /// <summary>Whether nobody holds a file.</summary>
    private static bool IsStale(SafeFileHandle file, NativePath path, bool remove)
    {
        if (Libc.Lock((int)file.DangerousGetHandle(), Libc.LockExclusive | Libc.LockNonBlocking) != 0)
            return false;
        if (remove)
        {
            NativeFiles.Remove(path);
            // A process that made it and is about to lock it sees this, and makes another.
            RandomAccess.Write(file, _stale, 0);
        }

        return true;
    }

    private static byte[] Content(SafeFileHandle file, NativePath path)
    {
        long length = RandomAccess.GetLength(file);
        if (length > TemporaryRootsLimits.MaxLength)
            throw StoreErrors.DatabaseEntry(path.ToString(), $"{length} bytes, more than {TemporaryRootsLimits.MaxLength}");
        byte[] content = new byte[length];
        int read = RandomAccess.Read(file, content, 0);
        return content[..read];
    }
}
