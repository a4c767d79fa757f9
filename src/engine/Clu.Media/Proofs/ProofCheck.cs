namespace Clu.Media.Proofs;

/// <summary>A thing that is proven of a medium, or of one of its hosts.</summary>
public enum ProofCheck
{
    /// <summary>The image is whole: file system, partitions, checksum, store.</summary>
    Medium,

    /// <summary>The live system starts from the medium.</summary>
    Live,

    /// <summary>Every store object of the host is there, with all that it refers to.</summary>
    Closure,

    /// <summary>What the host boots and what its toplevel leads to is there.</summary>
    Boot,

    /// <summary>The kernel modules that it loads are there.</summary>
    Modules,

    /// <summary>Every input of its flake is there, and is what the lock file says.</summary>
    Inputs,

    /// <summary>Names of flakes lead to what is there.</summary>
    Registry,

    /// <summary>Nix is not told to ask anybody.</summary>
    Settings,

    /// <summary>What may change can be built.</summary>
    Rebuild,

    /// <summary>A virtual machine that was installed from the medium starts and answers.</summary>
    Machine,
}
