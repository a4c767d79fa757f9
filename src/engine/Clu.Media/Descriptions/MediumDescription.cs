using Clu.Nix.StorePaths;
using Clu.Systems.Profiles;

namespace Clu.Media.Descriptions;

/// <summary>
/// What a NixOS configuration says of its medium: <c>medium.json</c> in what <c>config.system.build.cluMedium</c> builds. See
/// <c>docs/formats/medium-json.md</c>.
/// </summary>
public sealed record MediumDescription
{
    /// <summary>The file's name in the store object, and on the medium below <c>/clu</c>.</summary>
    public const string FileName = "medium.json";

    /// <summary>Where it is on the medium.</summary>
    public const string MediumPath = "/clu/medium.json";

    /// <summary>The live system.</summary>
    public required StorePath Toplevel { get; init; }

    /// <summary>Volume label as the configuration has it.</summary>
    public required string VolumeId { get; init; }

    /// <summary>Name of the distribution, as people read it.</summary>
    public required string Name { get; init; }

    /// <summary>Variant of the medium; may be empty.</summary>
    public string Edition { get; init; } = "";

    /// <summary>Version of the live system, as <c>nixos-version</c> has it.</summary>
    public required string Label { get; init; }

    /// <summary>Text before the name in the boot menu, with its own blank.</summary>
    public string PrependToMenuLabel { get; init; } = "";

    /// <summary>Text after the version in the boot menu, with its own blank.</summary>
    public string AppendToMenuLabel { get; init; } = "";

    /// <summary>Name of the configuration in the boot menu; null for none.</summary>
    public string? ConfigurationName { get; init; }

    /// <summary>Whether the system itself stands in the menu, and not its variants alone.</summary>
    public bool ShowConfiguration { get; init; } = true;

    /// <summary>How the store is compressed.</summary>
    public CompressionSettings Compression { get; init; } = CompressionSettings.Default;

    /// <summary>Seconds until the boot menu starts its first entry; null waits for a key.</summary>
    public int? Timeout { get; init; } = 10;

    /// <summary>Whether the boot menu shows text only.</summary>
    public bool ForceTextMode { get; init; }

    /// <summary>Whether computers with a BIOS boot it.</summary>
    public bool MakeBiosBootable { get; init; } = true;

    /// <summary>Whether computers with UEFI boot it.</summary>
    public bool MakeEfiBootable { get; init; } = true;

    /// <summary>Whether it boots from a stick by BIOS, too. By UEFI it does in any case.</summary>
    public bool MakeUsbBootable { get; init; } = true;

    /// <summary>Of what its boot images are made.</summary>
    public required DescribedGrub Grub { get; init; }

    /// <summary>Picture behind the menu for BIOS; null for clu's own.</summary>
    public StoreFile? SplashImage { get; init; }

    /// <summary>Picture behind the menu for UEFI; null for clu's own.</summary>
    public StoreFile? EfiSplashImage { get; init; }

    /// <summary>Memory testers.</summary>
    public DescribedMemoryTest MemoryTest { get; init; } = new(null, null);

    /// <summary>Files beside the store, in order.</summary>
    public IReadOnlyList<DescribedContent> Contents { get; init; } = [];

    /// <summary>Closures that are carried besides.</summary>
    public IReadOnlyList<StoreFile> StoreContents { get; init; } = [];

    /// <summary>Systems that the medium installs, in the order of the wizard's list.</summary>
    public IReadOnlyList<DescribedHost> Hosts { get; init; } = [];

    /// <summary>Flakes that are carried.</summary>
    public IReadOnlyList<DescribedInput> Inputs { get; init; } = [];

    /// <summary>Flake registry of the live system; null for none.</summary>
    public StoreFile? Registry { get; init; }

    /// <summary>Lines of the live system's and the hosts' <c>nix.conf</c>.</summary>
    public IReadOnlyList<string> NixConf { get; init; } = [];

    /// <summary>Store objects whose closures the medium's store holds besides live system and hosts.</summary>
    public IEnumerable<StorePath> Carried => StoreContents
        .Concat(Inputs.Select(input => input.Path))
        .Append(Registry)
        .Concat(Hosts.Select(host => host.Rebuild?.Kit))
        .OfType<StoreFile>()
        .Select(file => file.Path)
        .Distinct();
}
