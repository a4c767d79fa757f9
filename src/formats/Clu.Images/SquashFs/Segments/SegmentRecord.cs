namespace Clu.Images.SquashFs.Segments;

/// <summary>
/// clu's own record of a segment: magic, version, settings, extents, fragments, tree in pre-order, and the SHA-256 of all that.
/// Numbers are little-endian. A reader takes only its own version: a cache is made again, not migrated.
/// </summary>
internal static class SegmentRecord
{
    internal const string Format = "clu segment";
    internal const byte Version = 1;
    internal const byte DirectoryTag = 1;
    internal const byte FileTag = 2;
    internal const byte SymlinkTag = 3;

    internal static ReadOnlySpan<byte> Magic => "cluseg\r\n"u8;
}
