using Clu.Images.Trees;

namespace Clu.Install.DiskImages;

/// <summary>Something in a root file system.</summary>
/// <param name="Mode">Permission bits.</param>
/// <param name="Uid">Owner.</param>
/// <param name="Gid">Group.</param>
internal abstract record RootEntry(UnixPermissions Mode, int Uid = 0, int Gid = 0);
