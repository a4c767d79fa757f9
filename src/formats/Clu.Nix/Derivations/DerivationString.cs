using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Clu.Nix.Derivations;

/// <summary>A word of a derivation: any bytes, compared byte by byte. Nearly always UTF-8, but nothing promises it.</summary>
public readonly struct DerivationString : IEquatable<DerivationString>, IComparable<DerivationString>
{
    private static readonly UTF8Encoding _strict = new(false, throwOnInvalidBytes: true);

    private readonly byte[]? _bytes;

    /// <summary>Copies bytes.</summary>
    public DerivationString(ReadOnlySpan<byte> bytes) => _bytes = bytes.IsEmpty ? null : bytes.ToArray();

    /// <summary>The bytes of a text.</summary>
    /// <exception cref="ArgumentException">It holds half a surrogate pair.</exception>
    public DerivationString(string text) => _bytes = text.Length == 0 ? null : _strict.GetBytes(text);

    /// <summary>Its bytes.</summary>
    public ReadOnlySpan<byte> Span => _bytes;

    /// <summary>Whether it can be said in JSON.</summary>
    public bool IsUtf8 => System.Text.Unicode.Utf8.IsValid(Span);

    /// <inheritdoc/>
    public int CompareTo(DerivationString other) => Span.SequenceCompareTo(other.Span);

    /// <inheritdoc/>
    public bool Equals(DerivationString other) => Span.SequenceEqual(other.Span);

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is DerivationString other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        hash.AddBytes(Span);
        return hash.ToHashCode();
    }

    /// <summary>The text; bytes that are not UTF-8 become U+FFFD.</summary>
    public override string ToString() => Encoding.UTF8.GetString(Span);

    /// <summary>Equality of bytes.</summary>
    public static bool operator ==(DerivationString left, DerivationString right) => left.Equals(right);

    /// <summary>Inequality of bytes.</summary>
    public static bool operator !=(DerivationString left, DerivationString right) => !left.Equals(right);

    /// <summary>Byte order.</summary>
    public static bool operator <(DerivationString left, DerivationString right) => left.CompareTo(right) < 0;

    /// <summary>Byte order.</summary>
    public static bool operator >(DerivationString left, DerivationString right) => left.CompareTo(right) > 0;

    /// <summary>Byte order.</summary>
    public static bool operator <=(DerivationString left, DerivationString right) => left.CompareTo(right) <= 0;

    /// <summary>Byte order.</summary>
    public static bool operator >=(DerivationString left, DerivationString right) => left.CompareTo(right) >= 0;
}
