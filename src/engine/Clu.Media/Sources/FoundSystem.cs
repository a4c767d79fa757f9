using Clu.Media.Composing;
using Clu.Media.Descriptions;
using Clu.Nix.StorePaths;
using Clu.Systems.Profiles;

namespace Clu.Media.Sources;

/// <summary>A system, or a description of a medium, that is in a store of this machine.</summary>
/// <param name="Text">As it was named.</param>
/// <param name="Name">How it would be called as a host.</param>
/// <param name="Path">Its store path.</param>
/// <param name="Root">Root of the store; empty for the machine's own.</param>
/// <param name="Description">What it says of a medium; null for a system.</param>
/// <param name="HostName">Name of the machine where nobody answers otherwise.</param>
internal sealed record FoundSystem(string Text, HostName Name, StorePath Path, string Root, MediumDescription? Description, HostName? HostName = null)
{
    /// <summary>The flake that it is of; null for a store path, and where flakes are not carried.</summary>
    public FlakeProfile? Flake { get; init; }

    /// <summary>What may be changed on it without a network.</summary>
    public KitProfile? RebuildKit { get; init; }

    /// <summary>What hosts of <see cref="Description"/> get besides.</summary>
    public IReadOnlyDictionary<HostName, HostAddition> Additions { get; init; } = new Dictionary<HostName, HostAddition>();

    /// <summary>As a host of a medium.</summary>
    public HostProfile Host => new()
    {
        Name = Name,
        Toplevel = Root + StoreDirectory.Default.Print(Path),
        HostName = HostName,
        Flake = Flake,
        RebuildKit = RebuildKit,
    };
}
