using Clu.Binary;
using Clu.Images.SquashFs;
using Clu.Nix.Archives;

namespace Clu.Media.Inspection.StoreImages;

/// <summary>A tree of a SquashFS image as a Nix archive.</summary>
internal static class SquashFsNar
{
    private const int OwnerMayExecute = 0x40;

    /// <summary>Writes a tree; of modes only the owner's execute bit of files counts.</summary>
    /// <exception cref="CluException">The image is damaged, or holds what a store object cannot.</exception>
    public static void Write(SquashFsNode node, NarWriter writer)
    {
        switch (node)
        {
            case SquashFsFile file:
                using (Stream content = file.Open())
                    writer.File((file.Mode.Bits & OwnerMayExecute) != 0, file.Length, content);
                break;
            case SquashFsSymlink link:
                writer.Symlink(link.Target.Span);
                break;
            case SquashFsDirectory directory:
                writer.BeginDirectory();
                foreach ((FileName name, SquashFsNode child) in directory.Entries())
                {
                    writer.Entry(name);
                    Write(child, writer);
                }

                writer.EndDirectory();
                break;
            default:
                throw new MalformedDataException(
                    "store object", -1, "inode type", MalformedReason.Unsupported, "a directory, a file or a link", "a device, pipe or socket");
        }
    }
}
