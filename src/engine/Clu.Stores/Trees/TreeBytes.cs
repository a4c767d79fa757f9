using Clu.Binary;
using Clu.Images.Trees;

namespace Clu.Stores.Trees;

/// <summary>Replaces a run of bytes by another of the same length everywhere in a tree: in contents, link targets and names.</summary>
internal static class TreeBytes
{
    public static ImageNode Replace(ImageNode node, byte[] from, byte[] to)
    {
        switch (node)
        {
            case ImageFile file:
                return new ImageFile(new Content(file.Content, from, to), file.Mode);
            case ImageSymlink link:
                return new ImageSymlink(ReplaceIn(link.Target.Span, from, to));
            case ImageDirectory directory:
                ImageDirectory replaced = new(directory.Mode);
                foreach ((FileName name, ImageNode child) in directory.Entries)
                {
                    _ = FileName.TryCreate(ReplaceIn(name.Span, from, to), out FileName newName);
                    replaced.Add(newName, Replace(child, from, to));
                }

                return replaced;
            default:
                throw new ArgumentException("this kind of node is unknown", nameof(node));
        }
    }

    private static byte[] ReplaceIn(ReadOnlySpan<byte> source, byte[] from, byte[] to)
    {
        byte[] result = source.ToArray();
        for (int at = 0, found; (found = result.AsSpan(at).IndexOf(from)) >= 0; at += found + from.Length)
            to.CopyTo(result.AsSpan(at + found));
        return result;
    }

    private sealed class Content(IFileContent inner, byte[] from, byte[] to) : IFileContent
    {
        public long Length => inner.Length;

        public Stream Open() => new ReplacingStream(inner.Open(), from, to);
    }
}
