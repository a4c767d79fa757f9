using System.Globalization;

namespace Clu.Binary;

/// <summary>Data from outside that its format does not allow. A reader that threw it must be abandoned.</summary>
public sealed class MalformedDataException : CluException
{
    /// <summary>Makes an error about one field.</summary>
    /// <param name="format">The format's own name, for example <c>SquashFS</c>.</param>
    /// <param name="offset">Byte offset from the start of the data, or -1 when it is not known.</param>
    /// <param name="field">The specification's name of the field.</param>
    /// <param name="reason">Why it was refused.</param>
    /// <param name="expected">What would have been accepted.</param>
    /// <param name="actual">What was there.</param>
    /// <param name="inner">The cause, if another library saw it first.</param>
    public MalformedDataException(
        string format, long offset, string field, MalformedReason reason, string expected, string actual, Exception? inner = null)
        : base("CLU0101", ErrorKind.Data, Describe(format, offset, field, reason, expected, actual), inner: inner)
    {
        Format = format;
        Offset = offset;
        Field = field;
        Reason = reason;
        Expected = expected;
        Actual = actual;
    }

    /// <summary>The format's own name.</summary>
    public string Format { get; }

    /// <summary>Byte offset from the start of the data, or -1 when it is not known.</summary>
    public long Offset { get; }

    /// <summary>The specification's name of the field.</summary>
    public string Field { get; }

    /// <summary>Why the field was refused.</summary>
    public MalformedReason Reason { get; }

    /// <summary>What would have been accepted.</summary>
    public string Expected { get; }

    /// <summary>What was there.</summary>
    public string Actual { get; }

    private static string Describe(string format, long offset, string field, MalformedReason reason, string expected, string actual)
    {
        string where = offset < 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" at byte {offset}");
        string what = reason switch
        {
            MalformedReason.InvalidValue => "has an invalid value",
            MalformedReason.Truncated => "is cut off",
            MalformedReason.TrailingData => "is followed by more data",
            MalformedReason.LimitExceeded => "is over the limit",
            MalformedReason.Inconsistent => "contradicts another field",
            MalformedReason.OutOfOrder => "is out of order",
            MalformedReason.ChecksumMismatch => "does not match its checksum",
            MalformedReason.Unsupported => "is not supported",
        };
        return $"{format}: {field}{where} {what}: expected {expected}, found {actual}";
    }
}
