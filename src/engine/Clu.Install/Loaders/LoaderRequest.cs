using Clu.Install.Choices;
using Clu.Install.Layouts;
using Clu.Install.Plans;
using Clu.Media.Hosts;
using Clu.Nix.BootSpecs;

namespace Clu.Install.Loaders;

/// <summary>All that decides which boot loader a target gets.</summary>
public sealed record LoaderRequest
{
    /// <summary>The host that is installed.</summary>
    public required MediumHost Host { get; init; }

    /// <summary>Whether a NixOS system leaves its boot loader to clu, as <see cref="LateBinding"/> finds it.</summary>
    public bool IsLeftToClu { get; init; }

    /// <summary>Whether clu writes loader and menu, or the system's own installer does.</summary>
    public bool IsWrittenByClu => IsLeftToClu || Host.Kind == HostKind.Reference;

    /// <summary>The <c>boot.json</c> of its toplevel, with its specialisations. Not read for NixOS, which installs its own loader.</summary>
    public required BootSpec BootSpec { get; init; }

    /// <summary>What the disks become.</summary>
    public required DiskPlan Disks { get; init; }

    /// <summary>The loader; for NixOS the toplevel decides.</summary>
    public required LoaderKind Kind { get; init; }

    /// <summary>The firmware that starts it.</summary>
    public required TargetFirmware Firmware { get; init; }

    /// <summary>Whether the firmware's boot list gets an entry (UEFI, reference target; NixOS decides for itself).</summary>
    public bool NvramEntry { get; init; }

    /// <summary>Number of the generation that the installation makes.</summary>
    public int Generation { get; init; } = 1;

    /// <summary>Day of the installation, in UTC.</summary>
    public required DateOnly Built { get; init; }

    /// <summary>Of the target: 32 hexadecimal digits; null for a system that gets one when it first starts.</summary>
    public required string? MachineId { get; init; }

    /// <summary>Fresh random bytes for systemd-boot's <c>random-seed</c>, 32 of them; none for an image, whose copies must not start from the same.</summary>
    public required ReadOnlyMemory<byte> RandomSeed { get; init; }

    /// <summary>Files of the live system, this one's unless said otherwise.</summary>
    public LoaderFiles Files { get; init; } = LoaderFiles.Live;

    /// <summary>Seconds that the menu waits.</summary>
    public int TimeoutSeconds { get; init; } = LoaderSettings.DefaultTimeoutSeconds;

    /// <summary>Where the target is mounted.</summary>
    public string Root { get; init; } = TargetRoot.Default;

    /// <summary>What is kept for later generations.</summary>
    public LoaderSettings Settings => new()
    {
        Kind = Kind,
        Firmware = Firmware,
        Title = BootSpec.Label.Split(' ', 2)[0] is { Length: > 0 } name ? name : Host.Name,
        TimeoutSeconds = TimeoutSeconds,
        KernelParameters = Disks.KernelParameters,
        Folders = BootFolder.Of(Disks),
    };
}
