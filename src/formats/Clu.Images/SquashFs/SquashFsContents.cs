namespace Clu.Images.SquashFs;

/// <summary>What was found in an image that was read in full.</summary>
/// <param name="Directories">Directories, the root included.</param>
/// <param name="Files">Names of regular files.</param>
/// <param name="Symlinks">Symbolic links.</param>
/// <param name="Others">Devices, pipes and sockets.</param>
/// <param name="ContentLength">Bytes of all files.</param>
public sealed record SquashFsContents(long Directories, long Files, long Symlinks, long Others, long ContentLength);
