using Clu.Binary;
using Clu.Images.SquashFs.Tables;

namespace Clu.Images.SquashFs.Writing;

/// <summary>What a directory entry says of an inode that is written already.</summary>
internal readonly record struct DirectoryItem(FileName Name, InodeType Type, uint InodeBlock, ushort InodeOffset, uint InodeNumber);
