using Clu.Nix.StorePaths;

namespace Clu.Media.Hosts;

/// <summary>The flake that a host is of.</summary>
/// <param name="Source">Its files.</param>
/// <param name="Configuration">Name of the host in its <c>nixosConfigurations</c>.</param>
public sealed record HostFlake(StorePath Source, string Configuration)
{
    /// <summary>Folder in <see cref="Source"/> that has the <c>flake.nix</c>, without slashes around it; empty for <see cref="Source"/> itself.</summary>
    public string Directory { get; init; } = "";
}
