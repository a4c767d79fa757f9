using Clu.Systems.Profiles;

namespace Clu.Systems.Flakes;

/// <summary>A NixOS configuration that was evaluated.</summary>
/// <param name="Target">Which.</param>
/// <param name="DescribesMedium">Whether it has <c>config.system.build.cluMedium</c>.</param>
/// <param name="IsMedium">Whether <paramref name="Derivation"/> is that; otherwise it is the toplevel's.</param>
/// <param name="Derivation">Absolute path of the derivation.</param>
/// <param name="HostName"><c>networking.hostName</c>; null where it has none.</param>
public sealed record FlakeSystem(FlakeTarget Target, bool DescribesMedium, bool IsMedium, string Derivation, string? HostName)
{
    /// <summary><c>clu.rebuildKit</c>; null where nothing may be changed, and of a medium.</summary>
    public KitProfile? RebuildKit { get; init; }

    /// <summary>Names of all configurations of its flake.</summary>
    public IReadOnlyList<string> Configurations { get; init; } = [];
}
