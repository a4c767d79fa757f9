using Clu.Images.Trees;

namespace Clu.Install.DiskImages;

/// <summary>A regular file.</summary>
/// <param name="Source">Where its content is on this machine; a file, no link.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Mode">Permission bits.</param>
/// <param name="Uid">Owner.</param>
/// <param name="Gid">Group.</param>
internal sealed record RootFile(string Source, long Length, UnixPermissions Mode, int Uid = 0, int Gid = 0) : RootEntry(Mode, Uid, Gid);
