using Clu.Install.Choices;
using Clu.Install.Layouts;
using Clu.Install.Loaders;

namespace Clu.Install.Plans;

/// <summary>Everything that an installation will do, and nothing that it does not say.</summary>
public sealed record InstallPlan
{
    /// <summary>What was decided.</summary>
    public required InstallChoices Choices { get; init; }

    /// <summary>What the disks become.</summary>
    public required DiskPlan Disks { get; init; }

    /// <summary>The boot loader; what is checked at the end.</summary>
    public required LoaderRequest Loader { get; init; }

    /// <summary>The steps in order.</summary>
    public required IReadOnlyList<InstallStep> Steps { get; init; }
}
