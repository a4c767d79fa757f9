namespace Clu.Images.SquashFs;

/// <summary>What a finished image holds.</summary>
/// <param name="Length">Bytes with padding, a multiple of 4096.</param>
/// <param name="UsedLength">Bytes without padding.</param>
/// <param name="InodeCount">Directories, files and links, the root included.</param>
/// <param name="ContentLength">Bytes of all files before compression and removal of duplicates.</param>
public sealed record SquashFsSummary(long Length, long UsedLength, uint InodeCount, long ContentLength);
