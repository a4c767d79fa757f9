using Clu.Nix.Flakes;
using Clu.Nix.StorePaths;

namespace Clu.Media.Hosts;

/// <summary>What a host has beside its closure, so that it can be evaluated and built again without a network.</summary>
public sealed record HostOffline
{
    /// <summary>All of it without the host's own closure; what is referred to stands first.</summary>
    public required IReadOnlyList<StorePath> Closure { get; init; }

    /// <summary>Sum of the NAR sizes of <see cref="Closure"/>.</summary>
    public required long ClosureSize { get; init; }

    /// <summary>The flake that the system is of; null where it is of none, or of one that nobody named.</summary>
    public HostFlake? Flake { get; init; }

    /// <summary>Inputs of the flake and of its inputs; near ones first.</summary>
    public IReadOnlyList<FlakeInput> Inputs { get; init; } = [];

    /// <summary>What names of flakes mean on the machine.</summary>
    public FlakeRegistry Registry { get; init; } = new([]);

    /// <summary>Lines of the machine's <c>nix.conf</c>.</summary>
    public IReadOnlyList<string> NixConf { get; init; } = [];

    /// <summary>What may be built again; null for nothing.</summary>
    public HostRebuild? Rebuild { get; init; }

    /// <summary>What must not be collected on the machine.</summary>
    public IEnumerable<StorePath> Roots => new[] { Flake?.Source }.OfType<StorePath>()
        .Concat(Inputs.Select(input => input.Path)).Concat(Rebuild?.Roots ?? []).Distinct();
}
