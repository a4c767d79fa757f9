using Clu.Binary;

namespace Clu.Images.SquashFs.Writing;

/// <summary>
/// The order in which the files of a segment are stored: by extension, then as in the tree. Like lies beside like, which fragment blocks
/// profit from, and the order depends on names alone.
/// </summary>
internal static class ContentOrder
{
    /// <summary>The extension that says most: <c>so</c> of <c>libc.so.6</c>, empty for <c>bash</c>.</summary>
    internal static ReadOnlySpan<byte> Extension(FileName name)
    {
        ReadOnlySpan<byte> rest = name.Span;
        while (true)
        {
            int dot = rest.LastIndexOf((byte)'.');
            if (dot <= 0)
                return default;
            ReadOnlySpan<byte> extension = rest[(dot + 1)..];
            if (extension.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
                return extension;
            rest = rest[..dot];
        }
    }

    internal static int Compare(PlannedFile left, PlannedFile right)
    {
        int order = Extension(left.Name).SequenceCompareTo(Extension(right.Name));
        return order != 0 ? order : left.Ordinal.CompareTo(right.Ordinal);
    }
}
