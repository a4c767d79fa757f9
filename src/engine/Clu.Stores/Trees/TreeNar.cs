using Clu.Binary;
using Clu.Images.Trees;
using Clu.Nix.Archives;

namespace Clu.Stores.Trees;

/// <summary>A tree as a Nix archive.</summary>
public static class TreeNar
{
    /// <summary>Writes a tree; of modes only the owner's execute bit of files counts.</summary>
    /// <exception cref="CluException">A content cannot be read, or has another length than its file says.</exception>
    public static void Write(ImageNode node, NarWriter writer)
    {
        switch (node)
        {
            case ImageFile file:
                using (Stream content = file.Content.Open())
                    writer.File(ObjectTree.IsExecutable(file), file.Content.Length, content);
                break;
            case ImageSymlink link:
                writer.Symlink(link.Target.Span);
                break;
            case ImageDirectory directory:
                writer.BeginDirectory();
                foreach ((FileName name, ImageNode child) in directory.Entries)
                {
                    writer.Entry(name);
                    Write(child, writer);
                }

                writer.EndDirectory();
                break;
        }
    }
}
