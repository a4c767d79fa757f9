using Clu.Media.Composing;
using Clu.Systems.Profiles;

namespace Clu.Media.Sources;

/// <summary>What a medium is made of, found and built.</summary>
/// <param name="Live">What it boots.</param>
/// <param name="Hosts">Systems that it installs beside those that <paramref name="Live"/> brings.</param>
public sealed record MediumSource(LiveRequest Live, IReadOnlyList<HostProfile> Hosts);
