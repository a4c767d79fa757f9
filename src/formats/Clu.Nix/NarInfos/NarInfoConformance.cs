namespace Clu.Nix.NarInfos;

/// <summary>How narrowly a narinfo is read.</summary>
public enum NarInfoConformance
{
    /// <summary>As Nix reads: any order, fields that it does not know are passed over, any encoding of hashes.</summary>
    Nix,

    /// <summary>Only what Nix writes, byte for byte.</summary>
    Strict,
}
