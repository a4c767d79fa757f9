using Clu.Systems.Rebuilds;

namespace Clu.Systems.Profiles;

/// <summary><c>rebuild-kit</c> of a host.</summary>
/// <param name="Allow">What may be changed; at least one.</param>
/// <param name="Budget">Bytes that the kit may have, as archives; null for any number.</param>
public sealed record KitProfile(IReadOnlyList<SystemChange> Allow, long? Budget);
