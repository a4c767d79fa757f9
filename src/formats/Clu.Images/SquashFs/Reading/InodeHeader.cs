using Clu.Images.SquashFs.Tables;
using Clu.Images.Trees;

namespace Clu.Images.SquashFs;

/// <summary>What all inodes have.</summary>
internal readonly record struct InodeHeader(InodeType Type, UnixPermissions Mode, uint Uid, uint Gid, uint ModificationTime, uint Number, ulong Reference);
