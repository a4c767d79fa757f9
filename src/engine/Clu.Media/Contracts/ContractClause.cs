namespace Clu.Media.Contracts;

/// <summary>What a live system must do so that a medium boots it and its store is known; see <c>docs/flakes.md</c>.</summary>
public enum ContractClause
{
    /// <summary>The toplevel says how it boots: <c>boot.json</c>, its own and readable.</summary>
    BootSpec,

    /// <summary>It is for the computers that the medium boots on.</summary>
    Platform,

    /// <summary>Kernel and initial ramdisk are in the closure, of every specialisation too.</summary>
    BootFiles,

    /// <summary>What stage 1 starts is in the closure: <c>init</c>, with a systemd stage 1 <c>prepare-root</c> too.</summary>
    Init,

    /// <summary>The initial ramdisk is one: cpio archives, packed or not.</summary>
    Initrd,

    /// <summary>The kernel has, or the ramdisk brings, what mounts the medium's store: squashfs, iso9660, overlay, loop.</summary>
    Modules,

    /// <summary>The volume label is one that a medium can have.</summary>
    VolumeId,

    /// <summary>Stage 1 looks for the medium by the label that it has.</summary>
    Medium,

    /// <summary>Stage 1 mounts the medium's store.</summary>
    FileSystems,

    /// <summary>After boot <c>nix-path-registration</c> is loaded into the Nix database.</summary>
    Registration,

    /// <summary>The menu has an entry to start.</summary>
    Menu,
}
