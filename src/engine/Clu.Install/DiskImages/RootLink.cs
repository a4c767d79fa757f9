using Clu.Images.Trees;

namespace Clu.Install.DiskImages;

/// <summary>A symbolic link.</summary>
/// <param name="Target">Where it leads.</param>
internal sealed record RootLink(string Target) : RootEntry(UnixPermissions.Executable);
