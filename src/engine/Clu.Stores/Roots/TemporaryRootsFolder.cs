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
        NativePath folder = NativePath.From(layout.TemporaryRoots);
        if (NativeFiles.Find(folder) is null)
            return roots;
        foreach (FileName name in NativeFiles.List(folder))
        {
            // Some package managers keep a folder alive by a hidden file in it.
            if (name.Span[0] != (byte)'.' && NativeFiles.Find(folder[name])?.Kind == FileKind.Regular)
                Read(folder[name], name.ToString(), removeStale, roots);
        }

        return roots;
    }

    private void Read(NativePath path, string name, bool removeStale, List<StoreRoot> roots)
    {
        int opened = Libc.Open(path.Terminated, (removeStale ? Libc.OpenReadWrite : Libc.OpenReadOnly) | Libc.OpenNoFollow | Libc.OpenCloseOnExec);
        if (opened < 0)
        {
            int error = Marshal.GetLastPInvokeError();
            // It ended meanwhile; or we only look, and it is another user's.
            if (error == Libc.NoEntry || (error == Libc.NoAccess && !removeStale))
                return;
            throw StoreErrors.System("read", path.ToString(), error);
        }

        using SafeFileHandle file = new(opened, ownsHandle: true);
        if (Libc.Lock(opened, Libc.LockExclusive | Libc.LockNonBlocking) == 0)
        {
            if (!removeStale)
                return;
            NativeFiles.Remove(path);
            // A process that made it and is about to lock it sees this, and makes another.
            RandomAccess.Write(file, _stale, 0);
            return;
        }

        foreach (StorePath root in TemporaryRootsText.Read(Content(file, path), directory))
            roots.Add(new StoreRoot($"{{temp:{name}}}", root));
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
