namespace Clu.Media.Proofs;

/// <summary>What to do about what is missing, where there is nothing more special to say.</summary>
internal static class ProofRemedies
{
    public const string BuildAgain = "copy the image again from where it came from, or build it again with `clu build iso`";

    public const string BuildSystem = "build the system again, then the medium";

    public const string CarryFlake = "build the medium again with the host named as FLAKE#NAME, or with flake = \"PATH\" in the profile after `nix flake archive PATH`";
}
