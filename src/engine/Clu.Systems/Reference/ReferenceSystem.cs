using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;

namespace Clu.Systems.Reference;

/// <summary>A system in NixOS's shape, complete in a store.</summary>
public sealed record ReferenceSystem
{
    /// <summary>The object that names all others.</summary>
    public required StorePath Toplevel { get; init; }

    /// <summary>Store file of the kernel, as the running system names it.</summary>
    public required string KernelFile { get; init; }

    /// <summary>Store file of the initial ramdisk, as the running system names it.</summary>
    public required string InitrdFile { get; init; }

    /// <summary>Where the kernel is on this machine.</summary>
    public required string KernelOnDisk { get; init; }

    /// <summary>Where the initial ramdisk is on this machine.</summary>
    public required string InitrdOnDisk { get; init; }

    /// <summary>What <c>uname -r</c> will print.</summary>
    public required string KernelRelease { get; init; }

    /// <summary>Kernel parameters of the system, without <c>init=</c> and <c>root=</c>.</summary>
    public required IReadOnlyList<string> KernelParameters { get; init; }

    /// <summary>One line about the system, as <c>nixos-version</c> has it.</summary>
    public required string Label { get; init; }

    /// <summary>The toplevel and all that it needs; what is referred to stands first.</summary>
    public required IReadOnlyList<StoreObjectInfo> Closure { get; init; }
}
