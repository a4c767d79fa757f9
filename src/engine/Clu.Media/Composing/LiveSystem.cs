using Clu.Images.Iso9660;
using Clu.Images.Trees;
using Clu.Media.Loaders;
using Clu.Media.Menus;
using Clu.Nix.StorePaths;
using Clu.Systems.Profiles;

namespace Clu.Media.Composing;

/// <summary>What a medium boots, of whatever kind: from here on the way to the image is one.</summary>
internal sealed record LiveSystem
{
    /// <summary>Its toplevel.</summary>
    public required StorePath Toplevel { get; init; }

    /// <summary>The toplevel and all that it needs; what is referred to stands first.</summary>
    public required IReadOnlyList<MediumObject> Closure { get; init; }

    /// <summary>Volume label, by which it finds its medium.</summary>
    public required VolumeLabel Label { get; init; }

    /// <summary>One line about the system, as <c>nixos-version</c> has it.</summary>
    public required string Version { get; init; }

    /// <summary>The boot menu; its files are among <see cref="Files"/>.</summary>
    public required BootMenu Menu { get; init; }

    /// <summary>Kernels, ramdisks, programs of the menu and others, each path once.</summary>
    public required IReadOnlyList<PlacedFile> Files { get; init; }

    /// <summary>Of what the boot images are made.</summary>
    public required IGrub Grub { get; init; }

    /// <summary>What boots the medium.</summary>
    public BootWays Ways { get; init; } = BootWays.All;

    /// <summary>GRUB's font.</summary>
    public required IFileContent Font { get; init; }

    /// <summary>Picture behind the menu (PNG); null for clu's own.</summary>
    public IFileContent? Background { get; init; }

    /// <summary>What the user wants beside the store.</summary>
    public required IReadOnlyList<MediumContent> Contents { get; init; }

    /// <summary>How the store is compressed.</summary>
    public required CompressionSettings Compression { get; init; }
}
