namespace Clu.Stores.BuildGraphs;

/// <summary>What is built, and what must be there before.</summary>
/// <param name="Built">Derivations, each after those that it needs.</param>
/// <param name="Needs">Outputs and sources that the builds read and that none of them makes, each once; what these refer to must be there as well.</param>
/// <param name="Between">Outputs that one of the builds makes and another reads, each once: where fewer derivations change than was thought, they are needed as they are.</param>
public sealed record BuildPlan(IReadOnlyList<BuildNode> Built, IReadOnlyList<BuildNeed> Needs, IReadOnlyList<BuildNeed> Between);
