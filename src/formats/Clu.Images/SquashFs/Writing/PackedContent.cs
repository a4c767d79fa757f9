namespace Clu.Images.SquashFs.Writing;

/// <summary>
/// Knows small files that are compressed already. They get a block of their own, stored as it is: in a fragment block they would gain nothing,
/// and a block of its own can be shared by all store objects of an image that hold the same file, as the packages of one source do.
/// </summary>
internal static class PackedContent
{
    /// <summary>A file below that is not worth a block: the page cache and the inode cost more.</summary>
    private const int SmallestLength = 512;

    /// <summary>How gzip, xz, zstd and bzip2 files begin.</summary>
    private static readonly byte[][] _magics = [[0x1F, 0x8B, 0x08], [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0], [0x28, 0xB5, 0x2F, 0xFD], [(byte)'B', (byte)'Z', (byte)'h']];

    /// <summary>Whether the content of a whole file is of that kind.</summary>
    internal static bool Is(ReadOnlySpan<byte> content)
    {
        if (content.Length < SmallestLength)
            return false;
        foreach (byte[] magic in _magics)
        {
            if (content.StartsWith(magic))
                return true;
        }

        return false;
    }
}
