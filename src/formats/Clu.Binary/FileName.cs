using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Clu.Binary;

/// <summary>
/// The name of one directory entry: 1 to 255 bytes, any but NUL and <c>/</c>, and not <c>.</c> or <c>..</c>.
/// Names are bytes, not text: compared and sorted byte by byte, as NAR and SquashFS do.
/// </summary>
public readonly struct FileName : IEquatable<FileName>, IComparable<FileName>
{
    /// <summary>The longest name that Linux file systems take, in bytes.</summary>
    public const int MaxLength = 255;

    private readonly byte[]? _bytes;

    private FileName(byte[] bytes) => _bytes = bytes;

    /// <summary>The name's bytes.</summary>
    public ReadOnlySpan<byte> Span => _bytes;

    /// <summary>Takes a name over, if it is one.</summary>
    /// <param name="name">Bytes; copied.</param>
    /// <param name="result">The name, when true is returned.</param>
    public static bool TryCreate(ReadOnlySpan<byte> name, out FileName result)
    {
        bool valid = name.Length is > 0 and <= MaxLength
            && !name.ContainsAny((byte)0, (byte)'/')
            && !name.SequenceEqual("."u8) && !name.SequenceEqual(".."u8);
        result = valid ? new FileName(name.ToArray()) : default;
        return valid;
    }

    /// <summary>Takes a name over that the program itself made.</summary>
    /// <exception cref="ArgumentException">It is no name.</exception>
    public static FileName From(string name) =>
        TryCreate(Encoding.UTF8.GetBytes(name), out FileName result)
            ? result
            : throw new ArgumentException($"'{name}' cannot be the name of a directory entry", nameof(name));

    /// <inheritdoc/>
    public int CompareTo(FileName other) => Span.SequenceCompareTo(other.Span);

    /// <inheritdoc/>
    public bool Equals(FileName other) => Span.SequenceEqual(other.Span);

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is FileName other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        hash.AddBytes(Span);
        return hash.ToHashCode();
    }

    /// <summary>The name for people: UTF-8, with bytes that are not replaced by U+FFFD.</summary>
    public override string ToString() => Encoding.UTF8.GetString(Span);

    /// <summary>Equality of bytes.</summary>
    public static bool operator ==(FileName left, FileName right) => left.Equals(right);

    /// <summary>Inequality of bytes.</summary>
    public static bool operator !=(FileName left, FileName right) => !left.Equals(right);

    /// <summary>Byte order.</summary>
    public static bool operator <(FileName left, FileName right) => left.CompareTo(right) < 0;

    /// <summary>Byte order.</summary>
    public static bool operator >(FileName left, FileName right) => left.CompareTo(right) > 0;

    /// <summary>Byte order.</summary>
    public static bool operator <=(FileName left, FileName right) => left.CompareTo(right) <= 0;

    /// <summary>Byte order.</summary>
    public static bool operator >=(FileName left, FileName right) => left.CompareTo(right) >= 0;
}
