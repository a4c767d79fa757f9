using System.Buffers;
using Clu.Binary;
using Clu.Images.Trees;
using Clu.Nix.Archives;
using Clu.Stores.Native;

namespace Clu.Stores.Trees;

/// <summary>Puts the files of an archive on disk.</summary>
public static class ArchiveTree
{
    private const int BufferSize = 1 << 17;

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
            Node(archive, NativePath.From(path), buffer, advanced);
            archive.Read();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static void Node(NarReader archive, NativePath path, byte[] buffer, Action advanced)
    {
        switch (archive.Event)
        {
            case NarEvent.File:
                File(archive, path, buffer, advanced);
                advanced();
                return;
            case NarEvent.Symlink:
                NativeFiles.Symlink(archive.Target.Span, path);
                break;
            default:
                NativeFiles.MakeDirectory(path);
                while (archive.Read() && archive.Event == NarEvent.Entry)
                {
                    NativePath child = path[archive.Name];
                    archive.Read();
                    Node(archive, child, buffer, advanced);
                }

                NativeFiles.ChangeMode(path, UnixPermissions.ReadOnlyExecutable.Bits);
                break;
        }

        NativeFiles.SetTimes(path, ObjectTree.CanonicalTime);
        advanced();
    }

    private static void File(NarReader archive, NativePath path, byte[] buffer, Action advanced)
    {
        UnixPermissions mode = archive.Executable ? UnixPermissions.ReadOnlyExecutable : UnixPermissions.ReadOnly;
        using NativeFileWriter target = new(path);
        for (int read; (read = archive.Content.Read(buffer)) > 0;)
        {
            target.Write(buffer.AsSpan(0, read));
            advanced();
        }

        target.Seal(mode.Bits, ObjectTree.CanonicalTime);
    }
}
