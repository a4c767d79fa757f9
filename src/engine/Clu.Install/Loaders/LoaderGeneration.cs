using Clu.Nix.BootSpecs;

namespace Clu.Install.Loaders;

/// <summary>A generation of the system's profile.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Built">When it was made the system, in UTC.</param>
/// <param name="Spec">What it says of itself.</param>
public sealed record LoaderGeneration(int Number, DateOnly Built, BootSpec Spec);
