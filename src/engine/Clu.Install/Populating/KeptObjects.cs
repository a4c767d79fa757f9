using Clu.Binary;
using Clu.Install.Execution;
using Clu.Nix.StorePaths;
using IoPath = System.IO.Path;

namespace Clu.Install.Populating;

/// <summary>Roots of a target for what no profile refers to: flake inputs, and what rebuilds read. Removing the folder lets Nix collect all of it.</summary>
internal static class KeptObjects
{
    /// <summary>The folder of the roots, below the target's.</summary>
    public const string Folder = "nix/var/nix/gcroots/clu";

    private const UnixFileMode FolderMode = (UnixFileMode)0x1ED;

    /// <summary>Makes a root of each object; those of an earlier run stay.</summary>
    /// <exception cref="CluException">CLU0651: the target cannot be written.</exception>
    public static void Set(string root, IReadOnlyList<StorePath> kept)
    {
        if (kept.Count == 0)
            return;
        try
        {
            string folder = Directory.CreateDirectory(IoPath.Combine(root, Folder), FolderMode).FullName;
            foreach (StorePath path in kept)
                SymbolicLink.Place(IoPath.Combine(folder, path.BaseName), StoreDirectory.Default.Print(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw InstallErrors.TargetRefuses(root, e);
        }
    }
}
