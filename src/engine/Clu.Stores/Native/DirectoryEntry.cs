using Clu.Binary;

namespace Clu.Stores.Native;

/// <summary>What a directory says of one of its files.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Inode">Its number.</param>
/// <param name="Kind">Its kind; null where the file system does not tell here.</param>
internal readonly record struct DirectoryEntry(FileName Name, ulong Inode, FileKind? Kind);
