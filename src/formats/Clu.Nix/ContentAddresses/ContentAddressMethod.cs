namespace Clu.Nix.ContentAddresses;

/// <summary>What of a store object is hashed for its content address.</summary>
public enum ContentAddressMethod
{
    /// <summary>The bytes of one file that may have references; always SHA-256.</summary>
    Text,

    /// <summary>The bytes of one file without references.</summary>
    Flat,

    /// <summary>The NAR of the whole tree.</summary>
    Nar,
}
