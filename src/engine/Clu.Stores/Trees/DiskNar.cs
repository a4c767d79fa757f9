using System.Runtime.InteropServices;
using Clu.Binary;
using Clu.Nix.Archives;
using Clu.Stores.Native;

namespace Clu.Stores.Trees;

/// <summary>
/// Writes the archive of files on disk while it walks them. Each directory is opened once and what is in it is opened relative to that: no path is
/// looked up twice, links are never followed, and no tree is kept in memory.
/// </summary>
internal static class DiskNar
{
    private const int LinkTargetLimit = 4096;

    /// <summary>Writes an archive.</summary>
    /// <param name="path">A file, link or directory; of modes only the owner's execute bit counts.</param>
    /// <param name="writer">Gets the events.</param>
    /// <exception cref="CluException">CLU0301: something cannot be read. CLU0302: it is a device, pipe or socket. CLU0303: it changes meanwhile.</exception>
    public static void Write(string path, NarWriter writer) => Node(Libc.AtFdCwd, NativePath.From(path).Terminated, null, new DiskPlace(null, path), writer);

    private static void Node(int directory, ReadOnlySpan<byte> name, FileKind? kind, DiskPlace place, NarWriter writer)
    {
        switch (kind ?? Status(directory, name, Libc.AtSymlinkNoFollow, place).Kind)
        {
            case FileKind.Regular:
                File(directory, name, place, writer);
                break;
            case FileKind.Symlink:
                Span<byte> target = stackalloc byte[LinkTargetLimit];
                nint length = Libc.ReadLinkAt(directory, name, target, (nuint)target.Length);
                writer.Symlink(length >= 0 ? target[..(int)length] : throw Failed("read", place));
                break;
            case FileKind.Directory:
                Directory(directory, name, place, writer);
                break;
            case { } other:
                throw StoreErrors.UnsupportedKind(place.ToString(), other);
        }
    }

    private static void File(int directory, ReadOnlySpan<byte> name, DiskPlace place, NarWriter writer)
    {
        int file = Libc.OpenAt(directory, name, Libc.OpenReadOnly | Libc.OpenNoFollow | Libc.OpenCloseOnExec);
        if (file < 0)
            throw Failed("read", place);
        FileStatus status;
        try
        {
            status = Status(file, "\0"u8, Libc.AtEmptyPath, place);
        }
        catch
        {
            _ = Libc.Close(file);
            throw;
        }

        using NativeFileReader content = new(file, place, status.Length);
        writer.File(status.IsExecutable, status.Length, content);
    }

    private static void Directory(int parent, ReadOnlySpan<byte> name, DiskPlace place, NarWriter writer)
    {
        int directory = NativeFiles.OpenDirectory(parent, name);
        if (directory < 0)
            throw Failed("read", place);
        try
        {
            List<DirectoryEntry> entries = NativeFiles.Entries(directory, place.ToString());
            writer.BeginDirectory();
            foreach (DirectoryEntry entry in entries)
            {
                writer.Entry(entry.Name);
                Node(directory, (byte[])[.. entry.Name.Span, 0], entry.Kind, new DiskPlace(place, entry.Name), writer);
            }

            writer.EndDirectory();
        }
        finally
        {
            _ = Libc.Close(directory);
        }
    }

    private static FileStatus Status(int directory, ReadOnlySpan<byte> name, int flags, DiskPlace place)
    {
        Span<byte> record = stackalloc byte[FileStatus.RecordSize];
        return Libc.Statx(directory, name, flags, Libc.StatxBasicStats, record) == 0 ? FileStatus.Read(record) : throw Failed("read", place);
    }

    private static CluException Failed(string action, DiskPlace place) => StoreErrors.System(action, place.ToString(), Marshal.GetLastPInvokeError());
}
