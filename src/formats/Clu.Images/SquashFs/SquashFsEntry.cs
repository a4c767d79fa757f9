using Clu.Binary;

namespace Clu.Images.SquashFs;

/// <summary>A directory entry with its inode.</summary>
/// <param name="Name">The name.</param>
/// <param name="Node">What it names.</param>
public readonly record struct SquashFsEntry(FileName Name, SquashFsNode Node);
