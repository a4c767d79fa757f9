namespace Clu.Media.Menus;

/// <summary>What the boot menu of a medium offers; <see cref="GrubMenuText"/> writes it down for GRUB.</summary>
public sealed record BootMenu
{
    /// <summary>Name of what is booted, as people read it: <c>clu installer</c>.</summary>
    public required string Title { get; init; }

    /// <summary>A second line under it: versions.</summary>
    public required string Subtitle { get; init; }

    /// <summary>Seconds until the first entry starts; null waits for a key.</summary>
    public required int? TimeoutSeconds { get; init; }

    /// <summary>Path of the kernel on the medium, absolute.</summary>
    public required string Kernel { get; init; }

    /// <summary>Path of the initrd on the medium, absolute.</summary>
    public required string Initrd { get; init; }

    /// <summary>Kernel parameters of every entry, <c>init=</c> and <c>root=</c> included, in order.</summary>
    public required IReadOnlyList<string> KernelParameters { get; init; }

    /// <summary>Whether the system has an entry of its own, and not its specialisations alone.</summary>
    public bool ShowsSystem { get; init; } = true;

    /// <summary>Variants of the system, which stand behind it.</summary>
    public IReadOnlyList<BootEntry> Specialisations { get; init; } = [];

    /// <summary>Whether the menu is drawn on a graphical screen where there is one.</summary>
    public bool Graphics { get; init; } = true;

    /// <summary>Whether stage 1 finds its medium in an ISO file that another boot loader loops in (<c>findiso=</c>).</summary>
    public bool FindsIsoFile { get; init; } = true;

    /// <summary>Whether the system knows <c>clu.check</c>.</summary>
    public bool ChecksMedium { get; init; } = true;

    /// <summary>What starts a system, the default first.</summary>
    /// <exception cref="InvalidOperationException">The system is not shown and has no specialisation.</exception>
    public IReadOnlyList<BootEntry> Entries =>
        ShowsSystem ? [new BootEntry(Title, Kernel, Initrd, KernelParameters), .. Specialisations]
        : Specialisations.Count > 0 ? Specialisations
        : throw new InvalidOperationException("the menu has no entry");

    /// <summary>Path of a memory tester for BIOS (a Linux boot protocol image); null offers none.</summary>
    public string? BiosMemoryTest { get; init; }

    /// <summary>Paths of the EFI programs beside the system.</summary>
    public IReadOnlyList<EfiTool> EfiTools { get; init; } = [];
}
