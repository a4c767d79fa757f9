using Clu.Stores.BuildGraphs;

namespace Clu.Media.Proofs;

/// <summary>Whether one change can be built with what the host has.</summary>
/// <param name="Change">Its word.</param>
/// <param name="Builds">What would be built, and what that reads.</param>
/// <param name="Missing">Of what it reads, what is not there.</param>
public sealed record ChangeProof(string Change, BuildPlan Builds, IReadOnlyList<BuildNeed> Missing)
{
    /// <summary>Whether all of it is there.</summary>
    public bool Holds => Missing.Count == 0;
}
