using Clu.Binary;
using Clu.Nix.Hashing;

namespace Clu.Nix.StorePaths;

/// <summary>
/// One store object's path without its store directory: <c>hash-name</c>. Always valid; compared byte by byte, as Nix sorts references.
/// Rules of the two parts: <c>docs/formats/store-paths.md</c>.
/// </summary>
public sealed class StorePath : IEquatable<StorePath>, IComparable<StorePath>
{
    /// <summary>Characters of the hash part: 160 bits in <see cref="Nix32"/>.</summary>
    public const int HashPartLength = 32;

    /// <summary>Bytes of the hash part.</summary>
    public const int HashPartSize = 20;

    /// <summary>The longest name: 255 of a directory entry, less the hash part, the dash and room for <c>.lock</c> and the like.</summary>
    public const int MaxNameLength = 211;

    private const string Format = "store path";

    private StorePath(string baseName) => BaseName = baseName;

    /// <summary><c>hash-name</c>, the entry in the store directory.</summary>
    public string BaseName { get; }

    /// <summary>The 32 digits before the dash.</summary>
    public string HashPart => BaseName[..HashPartLength];

    /// <summary>What follows the dash.</summary>
    public string Name => BaseName[(HashPartLength + 1)..];

    /// <summary>Puts a path together.</summary>
    /// <param name="hash">Twenty bytes.</param>
    /// <param name="name">The object's name.</param>
    /// <exception cref="CluException">CLU0102: the name is not allowed.</exception>
    public static StorePath Create(ReadOnlySpan<byte> hash, string name)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(hash.Length, HashPartSize);
        CheckName(name);
        return new StorePath($"{Nix32.Encode(hash)}-{name}");
    }

    /// <summary>Reads <c>hash-name</c>.</summary>
    /// <exception cref="MalformedDataException">It is none.</exception>
    public static StorePath Parse(string baseName) => Flaw(baseName) is { } flaw
        ? throw new MalformedDataException(Format, -1, flaw.Field, MalformedReason.InvalidValue, flaw.Expected, Shown(baseName))
        : new StorePath(baseName);

    /// <summary>Reads <c>hash-name</c>, if it is one.</summary>
    public static bool TryParse(string baseName, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out StorePath? path)
    {
        path = Flaw(baseName) is null ? new StorePath(baseName) : null;
        return path is not null;
    }

    /// <summary>Refuses what cannot be a name.</summary>
    /// <exception cref="CluException">CLU0102, with the rule that is broken.</exception>
    public static void CheckName(string name)
    {
        if (NameFlaw(name) is { } rule)
            throw NixErrors.InvalidName(name, rule);
    }

    /// <inheritdoc/>
    public int CompareTo(StorePath? other) => string.CompareOrdinal(BaseName, other?.BaseName);

    /// <inheritdoc/>
    public bool Equals(StorePath? other) => other is not null && BaseName == other.BaseName;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as StorePath);

    /// <inheritdoc/>
    public override int GetHashCode() => BaseName.GetHashCode(StringComparison.Ordinal);

    /// <summary><see cref="BaseName"/>.</summary>
    public override string ToString() => BaseName;

    private static (string Field, string Expected)? Flaw(string baseName)
    {
        if (baseName.Length <= HashPartLength || baseName[HashPartLength] != '-')
            return ("store path", "32 digits, a dash and a name");
        foreach (char digit in baseName.AsSpan(0, HashPartLength))
        {
            if (!Nix32.IsDigit(digit))
                return ("hash part", "32 digits of Nix base 32");
        }

        return NameFlaw(baseName.AsSpan(HashPartLength + 1)) is { } rule ? ("name", rule) : null;
    }

    private static string? NameFlaw(ReadOnlySpan<char> name)
    {
        if (name.Length is 0 or > MaxNameLength)
            return "it must have 1 to 211 characters";
        foreach (char c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && !"+-._?=".Contains(c))
                return "it must consist of letters, digits and + - . _ ? =";
        }

        return name is "." or ".." || name.StartsWith(".-") || name.StartsWith("..-") ? "its first part must not be '.' or '..'" : null;
    }

    /// <summary>Whether a text can be a name; outputs of derivations have the same rule.</summary>
    internal static bool IsName(string name) => NameFlaw(name) is null;

    internal static string Shown(string text) => text.Length <= 300 ? $"'{text}'" : $"'{text.AsSpan(0, 300)}…'";

    /// <summary>Same path.</summary>
    public static bool operator ==(StorePath? left, StorePath? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Another path.</summary>
    public static bool operator !=(StorePath? left, StorePath? right) => !(left == right);

    /// <summary>Byte order.</summary>
    public static bool operator <(StorePath left, StorePath right) => left.CompareTo(right) < 0;

    /// <summary>Byte order.</summary>
    public static bool operator >(StorePath left, StorePath right) => left.CompareTo(right) > 0;

    /// <summary>Byte order.</summary>
    public static bool operator <=(StorePath left, StorePath right) => left.CompareTo(right) <= 0;

    /// <summary>Byte order.</summary>
    public static bool operator >=(StorePath left, StorePath right) => left.CompareTo(right) >= 0;
}
