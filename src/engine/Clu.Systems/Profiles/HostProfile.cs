namespace Clu.Systems.Profiles;

/// <summary>A system that the medium installs: <c>[[host]]</c> of a profile. It is either made of packages, or a toplevel that some store has.</summary>
public sealed record HostProfile
{
    /// <summary>Characters that a description has at most: it is one line of a screen.</summary>
    public const int MaxDescription = 200;

    /// <summary>How answers and the wizard name it; unique in the profile.</summary>
    public required HostName Name { get; init; }

    /// <summary>One line for people; empty for none.</summary>
    public string Description { get; init; } = "";

    /// <summary>Absolute path of a toplevel, with the root of its store before it as in <c>store-contents</c>; null for a system made of <see cref="Packages"/>.</summary>
    public string? Toplevel { get; init; }

    /// <summary>The flake that the toplevel is of; null for none.</summary>
    public FlakeProfile? Flake { get; init; }

    /// <summary>What may be changed on the machine without a network; null for nothing.</summary>
    public KitProfile? RebuildKit { get; init; }

    /// <summary>Packages of a reference system, those of the host that it is like included; their dependencies come by themselves.</summary>
    public IReadOnlyList<PackageName> Packages { get; init; } = [];

    /// <summary>Package of its kernel; where the host names none, that of the profile, so that the medium has one kernel.</summary>
    public PackageName Kernel { get; init; } = PackageName.Parse("linux-image-amd64");

    /// <summary>Words for the kernel's command line.</summary>
    public IReadOnlyList<string> KernelParameters { get; init; } = [];

    /// <summary>Name of the machine where nobody answers otherwise; null asks.</summary>
    public HostName? HostName { get; init; }

    /// <summary>Name of the disk layout where nobody answers otherwise; null asks.</summary>
    public string? Layout { get; init; }

    /// <summary>Time zone where nobody answers otherwise.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Locale where nobody answers otherwise.</summary>
    public string? Locale { get; init; }

    /// <summary>Console keymap where nobody answers otherwise.</summary>
    public string? Keymap { get; init; }

    /// <summary>Users beside root where nobody answers otherwise.</summary>
    public IReadOnlyList<UserAccount> Users { get; init; } = [];
}
