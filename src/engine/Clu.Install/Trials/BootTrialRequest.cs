using Clu.Install.Choices;
using Clu.Install.Layouts;
using Clu.Media.Qemu;

namespace Clu.Install.Trials;

/// <summary>Which machines are tried, and how.</summary>
public sealed record BootTrialRequest
{
    /// <summary>An ISO file.</summary>
    public required string Image { get; init; }

    /// <summary>Name of the one host that is tried; null for all.</summary>
    public string? Host { get; init; }

    /// <summary>Layouts; null for the one that each host is made for, or else all that clu has.</summary>
    public IReadOnlyList<DiskLayout>? Layouts { get; init; }

    /// <summary>Firmware, each with every layout; null for all layouts with the best that the medium starts from, and one layout with the other.</summary>
    public IReadOnlyList<TargetFirmware>? Firmware { get; init; }

    /// <summary>Memory of each machine in MiB.</summary>
    public int MemoryMiB { get; init; } = 2048;

    /// <summary>Bytes of each disk, which take no room before they are written; null for twice what the host needs, and some GiB.</summary>
    public long? DiskBytes { get; init; }

    /// <summary>Who executes the machines' instructions; null for the fastest that works.</summary>
    public Accelerator? Accelerator { get; init; }

    /// <summary>Command lines that root runs on each installed machine, one after the other; each must end with 0.</summary>
    public IReadOnlyList<string> Commands { get; init; } = [];

    /// <summary>How long the installation may take, and how long a start.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(40);

    /// <summary>Folder for what each machine said on its serial line; null keeps that only of machines that failed, in the folder for temporary files.</summary>
    public string? LogFolder { get; init; }
}
