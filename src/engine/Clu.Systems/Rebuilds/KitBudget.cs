using System.Globalization;
using Clu.Binary;

namespace Clu.Systems.Rebuilds;

/// <summary>A size as people write it: <c>600 MB</c>, <c>1.5 GiB</c>, <c>300M</c>.</summary>
public static class KitBudget
{
    /// <summary>What is expected, for messages.</summary>
    public const string Expected = "a size such as 600 MB, 1.5 GiB or 300M";

    private static readonly (string Unit, long Bytes)[] _units =
    [
        ("kb", 1000), ("mb", 1000_000), ("gb", 1000_000_000), ("tb", 1000_000_000_000), ("kib", 1L << 10), ("mib", 1L << 20), ("gib", 1L << 30), ("tib", 1L << 40),
        ("k", 1L << 10), ("m", 1L << 20), ("g", 1L << 30), ("t", 1L << 40), ("b", 1),
    ];

    /// <summary>A size in bytes, as it is read again.</summary>
    public static string Print(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes} B");

    /// <summary>Reads a size. MB and the like are powers of ten, MiB and M of two.</summary>
    /// <param name="text">The text.</param>
    /// <param name="bytes">Bytes, rounded down.</param>
    public static bool TryParse(string text, out long bytes)
    {
        string number = text.Trim();
        long unit = 1;
        foreach ((string name, long size) in _units)
        {
            if (!number.EndsWith(name, StringComparison.OrdinalIgnoreCase))
                continue;
            (number, unit) = (number[..^name.Length].TrimEnd(), size);
            break;
        }

        bytes = 0;
        if (!decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal value) || value > long.MaxValue / unit)
            return false;
        bytes = (long)(value * unit);
        return true;
    }
}
