using Clu.Systems.Profiles;

namespace Clu.Media.Composing;

/// <summary>What a host of a description gets that the description does not say.</summary>
/// <param name="Flake">The flake that it is of; null where the description has it, or nobody knows.</param>
/// <param name="RebuildKit">What may be changed, before what the description says of that; null for the latter.</param>
public sealed record HostAddition(FlakeProfile? Flake, KitProfile? RebuildKit);
