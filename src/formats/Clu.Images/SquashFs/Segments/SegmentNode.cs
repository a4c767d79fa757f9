using Clu.Binary;
using Clu.Images.Trees;

namespace Clu.Images.SquashFs.Segments;

/// <summary>A node of a segment's tree.</summary>
internal abstract record SegmentNode;

/// <summary>A directory with its entries in byte order.</summary>
internal sealed record SegmentDirectory(UnixPermissions Mode, KeyValuePair<FileName, SegmentNode>[] Entries) : SegmentNode;

/// <summary>A file; equal files share their extent.</summary>
internal sealed record SegmentFile(UnixPermissions Mode, SegmentExtent Extent) : SegmentNode;

/// <summary>A symbolic link.</summary>
internal sealed record SegmentSymlink(ReadOnlyMemory<byte> Target) : SegmentNode;
