using Clu.Binary;
using Clu.Images.SquashFs;
using Clu.Images.Trees;

namespace Clu.Stores.Media;

/// <summary>Store objects in a SquashFS as trees; contents stay in the image.</summary>
public static class StoreNodes
{
    /// <summary>The tree of an object.</summary>
    /// <exception cref="MalformedDataException">It has something that no store object has, or is damaged.</exception>
    public static ImageNode Tree(SquashFsNode node)
    {
        switch (node)
        {
            case SquashFsFile file:
                return new ImageFile(file, file.Mode);
            case SquashFsSymlink link:
                return new ImageSymlink(link.Target.ToArray());
            case SquashFsDirectory directory:
                ImageDirectory tree = new();
                foreach ((FileName name, SquashFsNode child) in directory.Entries())
                    tree.Add(name, Tree(child));
                return tree;
            default:
                throw new MalformedDataException(
                    "store object", -1, "inode type", MalformedReason.Unsupported, "a directory, a file or a link", "a device, pipe or socket");
        }
    }
}
