using Clu.Binary;
using Clu.Images.Trees;
using Clu.Nix.Archives;
using Clu.Stores.Native;

namespace Clu.Stores.Trees;

/// <summary>
/// Reads files on disk as a tree, and writes a tree to disk, with the metadata that a Nix store has: 0444 or 0555, time 1, nothing else.
/// Names are bytes, so that a name that is no text survives.
/// </summary>
public static class ObjectTree
{
    /// <summary>Time of everything in a Nix store, in seconds since 1970.</summary>
    public const long CanonicalTime = 1;

    private const int CopyBufferSize = 128 * 1024;

    /// <summary>Reads a file, link or directory with all below it. Contents stay on disk until they are opened.</summary>
    /// <param name="path">What to read; a link is read as a link.</param>
    /// <returns>A tree in which a file is executable when its owner may execute it.</returns>
    /// <exception cref="CluException">Something cannot be read, or is a socket, a device or a FIFO.</exception>
    public static ImageNode Read(string path) => Read(NativePath.From(path));

    /// <summary>Writes a tree where nothing is yet.</summary>
    /// <param name="node">The tree; of modes only the owner's execute bit counts.</param>
    /// <param name="path">The new file, link or directory; its parent exists.</param>
    /// <exception cref="CluException">It cannot be written. What was written stays, for the caller to remove.</exception>
    public static void Write(ImageNode node, string path) => Write(node, NativePath.From(path), null);

    /// <summary>Writes a tree where nothing is yet, and its archive on the way.</summary>
    /// <inheritdoc cref="Write(ImageNode, string)"/>
    public static void Write(ImageNode node, string path, NarWriter archive) => Write(node, NativePath.From(path), archive);

    /// <summary>Removes a file or a whole tree, write-protected directories included; nothing happens when there is none.</summary>
    /// <exception cref="CluException">Something cannot be removed.</exception>
    public static void Remove(string path) => NativeFiles.Remove(NativePath.From(path));

    /// <summary>Whether a path is a regular file or a link, not a directory, a device, a socket or a FIFO, and not nothing.</summary>
    public static bool IsFileOrLink(string path) => NativeFiles.Find(NativePath.From(path))?.Kind is FileKind.Regular or FileKind.Symlink;

    /// <summary>Whether modes and times are those of a Nix store, all the way down.</summary>
    internal static bool HasStoreMetadata(string path) => HasStoreMetadata(NativePath.From(path));

    private static bool HasStoreMetadata(NativePath path)
    {
        FileStatus status = NativeFiles.Status(path);
        bool mode = status.Kind == FileKind.Symlink
            || status.Permissions == UnixPermissions.ReadOnlyExecutable.Bits
            || (status.Kind == FileKind.Regular && status.Permissions == UnixPermissions.ReadOnly.Bits);
        return mode
            && status.ModifiedSeconds == CanonicalTime
            && (status.Kind != FileKind.Directory || NativeFiles.List(path).All(name => HasStoreMetadata(path[name])));
    }

    internal static bool IsExecutable(ImageFile file) => (file.Mode.Bits & 0x40) != 0;

    internal static ImageNode Read(NativePath path)
    {
        FileStatus status = NativeFiles.Status(path);
        switch (status.Kind)
        {
            case FileKind.Regular:
                return new ImageFile(
                    new PathContent(path, status.Length), status.IsExecutable ? UnixPermissions.ReadOnlyExecutable : UnixPermissions.ReadOnly);
            case FileKind.Symlink:
                return new ImageSymlink(NativeFiles.ReadLink(path));
            case FileKind.Directory:
                ImageDirectory directory = new();
                foreach (FileName name in NativeFiles.List(path))
                    directory.Add(name, Read(path[name]));
                return directory;
            default:
                throw StoreErrors.UnsupportedKind(path.ToString(), status.Kind);
        }
    }

    private static void Write(ImageNode node, NativePath path, NarWriter? archive)
    {
        switch (node)
        {
            case ImageFile file:
                WriteContent(file, path, archive);
                return;
            case ImageSymlink link:
                NativeFiles.Symlink(link.Target.Span, path);
                archive?.Symlink(link.Target.Span);
                break;
            case ImageDirectory directory:
                NativeFiles.MakeDirectory(path);
                archive?.BeginDirectory();
                foreach ((FileName name, ImageNode child) in directory.Entries)
                {
                    archive?.Entry(name);
                    Write(child, path[name], archive);
                }

                archive?.EndDirectory();
                NativeFiles.ChangeMode(path, UnixPermissions.ReadOnlyExecutable.Bits);
                break;
        }

        NativeFiles.SetTimes(path, CanonicalTime);
    }

    private static void WriteContent(ImageFile file, NativePath path, NarWriter? archive)
    {
        try
        {
            using NativeFileWriter target = new(path);
            using Stream source = file.Content.Open();
            if (archive is null)
            {
                source.CopyTo(target, CopyBufferSize);
            }
            else
            {
                using TeeStream tee = new(source, target);
                archive.File(IsExecutable(file), file.Content.Length, tee);
            }

            if (target.Written != file.Content.Length)
                throw StoreErrors.ContentChanged(path.ToString(), file.Content.Length, target.Written);
            target.Seal((IsExecutable(file) ? UnixPermissions.ReadOnlyExecutable : UnixPermissions.ReadOnly).Bits, CanonicalTime);
        }
        catch (IOException e)
        {
            throw StoreErrors.Io("write", path.ToString(), e);
        }
    }
}
