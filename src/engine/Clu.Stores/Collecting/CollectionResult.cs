namespace Clu.Stores.Collecting;

/// <summary>What was collected.</summary>
/// <param name="Deleted">Full paths, objects and leftovers, in the order in which they went.</param>
/// <param name="BytesFreed">Bytes of the files that have no other name left, as Nix counts them.</param>
/// <param name="LinksRemoved">Files kept for sharing only that nothing shared any more.</param>
/// <param name="Limited">Whether it ended early, because enough was freed.</param>
public sealed record CollectionResult(IReadOnlyList<string> Deleted, long BytesFreed, int LinksRemoved, bool Limited);
