namespace Clu.Nix.Derivations;

/// <summary>An output that is a derivation when it is built.</summary>
/// <param name="Name">The output's name.</param>
/// <param name="Outputs">What is needed of the derivation in it.</param>
public sealed record DynamicOutput(string Name, OutputSelection Outputs);
