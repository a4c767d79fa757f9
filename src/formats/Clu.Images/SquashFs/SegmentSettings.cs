using Clu.Compression;

namespace Clu.Images.SquashFs;

/// <summary>All that a segment depends on beside its tree; part of the key of a segment cache.</summary>
/// <param name="Codec">The codec.</param>
/// <param name="Level">Its level; 0 where it has none.</param>
/// <param name="BlockSize">The block size.</param>
public sealed record SegmentSettings(CodecKind Codec, int Level, BlockSize BlockSize);
