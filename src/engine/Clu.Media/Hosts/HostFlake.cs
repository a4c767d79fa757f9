using Clu.Nix.StorePaths;

namespace Clu.Media.Hosts;

/// <summary>The flake that a host is of.</summary>
/// <param name="Source">Its files.</param>
/// <param name="Configuration">Name of the host in its <c>nixosConfigurations</c>.</param>
public sealed record HostFlake(StorePath Source, string Configuration);
