namespace Clu.Stores.Verification;

/// <summary>What is wrong with a store object.</summary>
public enum Fault
{
    /// <summary>The store does not know it.</summary>
    Missing,

    /// <summary>Its files, or what is known of it, cannot be read.</summary>
    Unreadable,

    /// <summary>Its files have another hash or size than its store says.</summary>
    Modified,

    /// <summary>Its content address is not that of its files.</summary>
    WrongAddress,

    /// <summary>It lacks signatures of trusted keys, was not built here, and its path does not tell its content.</summary>
    Untrusted,
}
