using Clu.Images.Iso9660;

namespace Clu.Systems.Profiles;

/// <summary>What goes on an installer medium; every key is described in <c>docs/profiles.md</c>.</summary>
public sealed record InstallerProfile
{
    /// <summary>Name of the distribution, shown in the boot menu.</summary>
    public required string Name { get; init; }

    /// <summary>Variant, shown after the name; null = none.</summary>
    public string? Edition { get; init; }

    /// <summary>Label by which the live system finds its medium.</summary>
    public required VolumeLabel Label { get; init; }

    /// <summary>Debian suite.</summary>
    public string Suite { get; init; } = "trixie";

    /// <summary>Mirror of the packages; null = the one that this machine's apt uses.</summary>
    public Uri? Mirror { get; init; }

    /// <summary>Components of the suite.</summary>
    public IReadOnlyList<string> Components { get; init; } = ["main"];

    /// <summary>Packages, in the profile's order; their dependencies come by themselves.</summary>
    public IReadOnlyList<PackageName> Packages { get; init; } = [];

    /// <summary>Package of the kernel.</summary>
    public PackageName Kernel { get; init; } = PackageName.Parse("linux-image-amd64");

    /// <summary>Name of the live system.</summary>
    public HostName HostName { get; init; } = HostName.Parse("clu");

    /// <summary>Users beside root, in the profile's order; names are unique.</summary>
    public IReadOnlyList<UserAccount> Users { get; init; } = [];

    /// <summary>Systems that the medium installs, in the profile's order; names are unique.</summary>
    public IReadOnlyList<HostProfile> Hosts { get; init; } = [];

    /// <summary>Text above the login.</summary>
    public string Greeting { get; init; } = "";

    /// <summary>Line below the greeting that says what to do.</summary>
    public string Help { get; init; } = "";

    /// <summary>Shell command line that runs once on the console after login; null = none.</summary>
    public string? Launcher { get; init; }

    /// <summary>Files beside the store on the medium.</summary>
    public IReadOnlyList<MediumContent> Contents { get; init; } = [];

    /// <summary>Absolute store paths of more closures to carry.</summary>
    public IReadOnlyList<string> StoreContents { get; init; } = [];

    /// <summary>Compression of the store.</summary>
    public CompressionSettings Compression { get; init; } = CompressionSettings.Default;

    /// <summary>Seconds until the boot menu starts its first entry; 0 = at once.</summary>
    public int BootTimeout { get; init; } = 10;

    /// <summary>More words for the kernel's command line.</summary>
    public IReadOnlyList<string> KernelParameters { get; init; } = [];
}
