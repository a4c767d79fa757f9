namespace Clu.Systems.Flakes;

/// <summary>Whose <c>nix</c> it is.</summary>
public enum NixImplementation
{
    /// <summary>Of the Nix project.</summary>
    Nix,

    /// <summary>Lix, which began as Nix 2.18.</summary>
    Lix,

    /// <summary>Of Determinate Systems.</summary>
    Determinate,
}
