using Clu.Nix.StorePaths;
using Clu.Systems.Rebuilds;

namespace Clu.Media.Hosts;

/// <summary>How a host is built again.</summary>
/// <param name="Derivation">Derivation of its toplevel, which is carried with all below it; null where it is not.</param>
/// <param name="Changes">What was promised to be possible; empty where nothing was promised by name.</param>
/// <param name="Roots">Store objects that the builds read, and the derivation.</param>
public sealed record HostRebuild(StorePath? Derivation, IReadOnlyList<SystemChange> Changes, IReadOnlyList<StorePath> Roots);
