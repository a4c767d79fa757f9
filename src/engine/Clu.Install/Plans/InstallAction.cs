using Clu.Images.Trees;
using Clu.Install.Tools;
using Clu.Nix.StorePaths;

namespace Clu.Install.Plans;

/// <summary>
/// One thing that an installation does. A plan is a list of these, so that what <c>--plan</c> prints and what is done are the same. Paths of files are
/// those of the target, absolute, as the installed system will see them; the executor puts the target's mount point before them.
/// </summary>
public abstract record InstallAction
{
    /// <summary>Runs a program of the live system.</summary>
    /// <param name="Command">The program.</param>
    public sealed record Run(ToolCommand Command) : InstallAction;

    /// <summary>Mounts a file system.</summary>
    /// <param name="Source">Device, or <c>UUID=…</c>.</param>
    /// <param name="Path">Mount point in the target; <c>/</c> for its root.</param>
    /// <param name="Type">File system type.</param>
    /// <param name="Options">Mount options, may be empty.</param>
    public sealed record Mount(string Source, string Path, string Type, IReadOnlyList<string> Options) : InstallAction;

    /// <summary>Makes a folder, and those above it with mode 0755 and root as owner.</summary>
    public sealed record MakeFolder(string Path, UnixPermissions Mode, int Uid = 0, int Gid = 0) : InstallAction;

    /// <summary>Writes a file as a whole: under another name first, synced, then renamed.</summary>
    public sealed record WriteFile(PlannedFile File) : InstallAction;

    /// <summary>Makes a symbolic link in place of what was there.</summary>
    public sealed record Link(string Path, string Target) : InstallAction;

    /// <summary>Removes a file, if it is there.</summary>
    public sealed record Remove(string Path) : InstallAction;

    /// <summary>Copies a file of the target's store (a kernel onto the ESP); one of that name and size stays.</summary>
    /// <param name="StoreFile">As the target names it, <c>/nix/store/…</c>.</param>
    /// <param name="Path">Where to.</param>
    public sealed record CopyStoreFile(string StoreFile, string Path) : InstallAction;

    /// <summary>Copies a file or folder of the live system with its modes, owned by root.</summary>
    public sealed record CopyLive(string Source, string Path, UnixPermissions? Mode = null) : InstallAction;

    /// <summary>Copies the closure from the medium into the target's store, checks and registers it, and makes it the system's profile.</summary>
    /// <param name="Toplevel">The system.</param>
    /// <param name="Objects">Number of store objects.</param>
    /// <param name="Bytes">Sum of their NAR sizes.</param>
    public sealed record CopyClosure(StorePath Toplevel, int Objects, long Bytes) : InstallAction
    {
        /// <summary>More objects that are copied with what they refer to, and kept.</summary>
        public IReadOnlyList<StorePath> Kept { get; init; } = [];
    }
}
