namespace Clu.Images.Trees;

/// <summary>One object of a tree that becomes an image: a directory, a regular file or a symbolic link. It does not know its own name.</summary>
/// <remarks>Owner and time belong to the image, not to the node: every format takes them once, so that an image is a function of its tree.</remarks>
public abstract class ImageNode
{
    private protected ImageNode()
    {
    }
}
