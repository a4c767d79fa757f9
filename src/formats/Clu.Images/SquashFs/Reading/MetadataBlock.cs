namespace Clu.Images.SquashFs.Reading;

/// <summary>A metadata block after decompression.</summary>
/// <param name="Content">At most 8 KiB.</param>
/// <param name="Next">Where the block behind it starts.</param>
internal sealed record MetadataBlock(byte[] Content, long Next);
