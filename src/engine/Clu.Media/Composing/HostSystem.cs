using Clu.Media.Hosts;
using Clu.Nix.StorePaths;
using Clu.Systems.Profiles;

namespace Clu.Media.Composing;

/// <summary>A host whose system is made, or was found.</summary>
/// <param name="Profile">What is said of it.</param>
/// <param name="Kind">What kind of system it is.</param>
/// <param name="Toplevel">Its toplevel.</param>
/// <param name="Closure">The toplevel and all that it needs; what is referred to stands first.</param>
internal sealed record HostSystem(HostProfile Profile, HostKind Kind, StorePath Toplevel, IReadOnlyList<MediumObject> Closure)
{
    /// <summary>What it has for rebuilds without a network; null for nothing.</summary>
    public HostOffline? Offline { get; init; }

    /// <summary>The objects of <see cref="Offline"/>.</summary>
    public IReadOnlyList<MediumObject> OfflineObjects { get; init; } = [];
}
