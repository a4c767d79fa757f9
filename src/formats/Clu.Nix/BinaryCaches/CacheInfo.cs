using System.Globalization;
using System.Text;
using Clu.Binary;
using Clu.Nix.StorePaths;

namespace Clu.Nix.BinaryCaches;

/// <summary>The file <c>nix-cache-info</c> of a binary cache. See <c>docs/formats/binary-cache.md</c>.</summary>
public sealed record CacheInfo
{
    /// <summary>Its name in the cache.</summary>
    public const string FileName = "nix-cache-info";

    /// <summary>Bytes of the file at most.</summary>
    public const int MaxLength = 64 << 10;

    private const string Format = "nix-cache-info";

    /// <summary>The directory that the objects belong into.</summary>
    public StoreDirectory StoreDirectory { get; init; } = StoreDirectory.Default;

    /// <summary>Whether clients may ask for many paths at once; null when not told.</summary>
    public bool? WantMassQuery { get; init; }

    /// <summary>Lower is asked first; null when not told.</summary>
    public int? Priority { get; init; }

    /// <summary>Reads it; as Nix does, lines without a colon and unknown fields are passed over.</summary>
    /// <exception cref="MalformedDataException">A known field has a wrong value, or the text is too long.</exception>
    public static CacheInfo Parse(ReadOnlySpan<byte> text)
    {
        if (text.Length > MaxLength)
            throw new MalformedDataException(Format, MaxLength, "text", MalformedReason.LimitExceeded, $"at most {MaxLength} bytes", "more");
        CacheInfo info = new();
        int at = 0;
        foreach (string line in Encoding.UTF8.GetString(text).Split('\n'))
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon >= 0)
                info = info.With(at, line[..colon], line[(colon + 1)..].Trim());
            at += Encoding.UTF8.GetByteCount(line) + 1;
        }

        return info;
    }

    /// <summary>The text, as Nix writes it.</summary>
    public byte[] ToBytes()
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"StoreDir: {StoreDirectory}\n");
        if (WantMassQuery is { } wanted)
            text.Append(CultureInfo.InvariantCulture, $"WantMassQuery: {(wanted ? 1 : 0)}\n");
        if (Priority is { } priority)
            text.Append(CultureInfo.InvariantCulture, $"Priority: {priority}\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private CacheInfo With(int at, string name, string value)
    {
        switch (name)
        {
            case "StoreDir":
                return StoreDirectory.TryCreate(value, out StoreDirectory? directory)
                    ? this with { StoreDirectory = directory }
                    : throw Wrong("an absolute path without '.', '..', '//' and a final '/'");
            case "WantMassQuery":
                return this with { WantMassQuery = value == "1" };
            case "Priority":
                return int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int priority)
                    ? this with { Priority = priority }
                    : throw Wrong("a number");
            default:
                return this;
        }

        MalformedDataException Wrong(string expected) => new(Format, at, name, MalformedReason.InvalidValue, expected, StorePath.Shown(value));
    }
}
