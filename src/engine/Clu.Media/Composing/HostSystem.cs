using Clu.Media.Hosts;
using Clu.Nix.StorePaths;
using Clu.Systems.Profiles;

namespace Clu.Media.Composing;

/// <summary>A host whose system is made, or was found.</summary>
/// <param name="Profile">What is said of it.</param>
/// <param name="Kind">What kind of system it is.</param>
/// <param name="Toplevel">Its toplevel.</param>
/// <param name="Closure">The toplevel and all that it needs; what is referred to stands first.</param>
internal sealed record HostSystem(HostProfile Profile, HostKind Kind, StorePath Toplevel, IReadOnlyList<MediumObject> Closure);
