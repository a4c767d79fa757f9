using Clu.Images.Trees;

namespace Clu.Install.DiskImages;

/// <summary>A folder.</summary>
internal sealed record RootFolder(UnixPermissions Mode, int Uid = 0, int Gid = 0) : RootEntry(Mode, Uid, Gid);
