using Clu.Media.Hosts;
using Clu.Nix.Flakes;

namespace Clu.Media.Composing;

/// <summary>A host's flake with all inputs, as the medium carries it.</summary>
/// <param name="Flake">The flake.</param>
/// <param name="Inputs">Its inputs, and theirs.</param>
/// <param name="Registry">What its own names for its inputs mean.</param>
/// <param name="Objects">Flake and inputs, and what these refer to; some may be there twice.</param>
internal sealed record CarriedFlake(HostFlake? Flake, IReadOnlyList<FlakeInput> Inputs, FlakeRegistry Registry, IReadOnlyList<MediumObject> Objects);
