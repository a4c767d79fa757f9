using System.Buffers;
using System.Runtime.InteropServices;
using Clu.Binary;
using Clu.Images.Trees;
using Clu.Nix.Archives;
using Clu.Stores.Native;

namespace Clu.Stores.Trees;

/// <summary>
/// Puts the files of an archive on disk. Each directory is opened once and what is in it is made relative to that: no path is looked up twice, and
/// what somebody puts in the place of a directory meanwhile leads nowhere.
/// </summary>
public static class ArchiveTree
{
    private const int BufferSize = 1 << 17;

    /// <summary>0700.</summary>
    private const uint OwnerOnly = 0x1C0;

    /// <summary>Unpacks an archive where nothing is yet, with the metadata that a Nix store has.</summary>
    /// <param name="archive">Read to its end.</param>
    /// <param name="path">The new file, link or directory; its parent exists. After an error something may be left there.</param>
    /// <param name="advanced">Called after each piece.</param>
    /// <exception cref="CluException">The archive is malformed, or the disk refuses.</exception>
    public static void Unpack(NarReader archive, string path, Action advanced)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            archive.Read();
            Node(archive, Libc.AtFdCwd, NativePath.From(path).Terminated, new DiskPlace(null, path), buffer, advanced);
            archive.Read();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static void Node(NarReader archive, int directory, ReadOnlySpan<byte> name, DiskPlace place, byte[] buffer, Action advanced)
    {
        switch (archive.Event)
        {
            case NarEvent.File:
                File(archive, directory, name, place, buffer, advanced);
                break;
            case NarEvent.Symlink:
                Check(Libc.SymlinkAt((byte[])[.. archive.Target.Span, 0], directory, name), place);
                Check(Libc.SetTimes(directory, name, [ObjectTree.CanonicalTime, 0, ObjectTree.CanonicalTime, 0], Libc.AtSymlinkNoFollow), place);
                break;
            default:
                Directory(archive, directory, name, place, buffer, advanced);
                break;
        }

        advanced();
    }

    private static void Directory(NarReader archive, int parent, ReadOnlySpan<byte> name, DiskPlace place, byte[] buffer, Action advanced)
    {
        Check(Libc.MakeDirectoryAt(parent, name, OwnerOnly), place);
        int directory = NativeFiles.OpenDirectory(parent, name);
        Check(directory, place);
        try
        {
            while (archive.Read() && archive.Event == NarEvent.Entry)
            {
                FileName child = archive.Name;
                archive.Read();
                Node(archive, directory, (byte[])[.. child.Span, 0], new DiskPlace(place, child), buffer, advanced);
            }

            Check(Libc.ChangeMode(directory, UnixPermissions.ReadOnlyExecutable.Bits), place);
            Check(Libc.SetTimes(directory, [ObjectTree.CanonicalTime, 0, ObjectTree.CanonicalTime, 0]), place);
        }
        finally
        {
            _ = Libc.Close(directory);
        }
    }

    private static void File(NarReader archive, int directory, ReadOnlySpan<byte> name, DiskPlace place, byte[] buffer, Action advanced)
    {
        UnixPermissions mode = archive.Executable ? UnixPermissions.ReadOnlyExecutable : UnixPermissions.ReadOnly;
        using NativeFileWriter target = new(directory, name, place);
        for (int read; (read = archive.Content.Read(buffer)) > 0;)
        {
            target.Write(buffer.AsSpan(0, read));
            advanced();
        }

        target.Seal(mode.Bits, ObjectTree.CanonicalTime);
    }

    private static void Check(int result, DiskPlace place)
    {
        if (result < 0)
            throw StoreErrors.System("write", place.ToString(), Marshal.GetLastPInvokeError());
    }
}
