namespace Clu.Binary;

/// <summary>Why data was refused.</summary>
public enum MalformedReason
{
    /// <summary>A field has a value that the format does not allow.</summary>
    InvalidValue,

    /// <summary>The data ends inside a field or before a field that must follow.</summary>
    Truncated,

    /// <summary>Bytes follow where the format has ended.</summary>
    TrailingData,

    /// <summary>A length, count or depth is over the limit of the reader.</summary>
    LimitExceeded,

    /// <summary>Two fields contradict each other.</summary>
    Inconsistent,

    /// <summary>Entries that must be sorted and unique are not.</summary>
    OutOfOrder,

    /// <summary>The data is not what its checksum or hash says.</summary>
    ChecksumMismatch,

    /// <summary>Well-formed, but of a version or kind that clu does not read.</summary>
    Unsupported,
}
