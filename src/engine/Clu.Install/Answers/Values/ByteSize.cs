using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Clu.Install.Answers.Values;

/// <summary>A number of bytes as people write it: <c>20G</c> is 20 · 2^30.</summary>
/// <param name="Bytes">0 to 2^62.</param>
public readonly record struct ByteSize(long Bytes)
{
    /// <summary>What is accepted, for messages.</summary>
    public const string Expected = "a size like 20G: a whole number with K, M, G or T";

    private const string Units = "KMGT";

    /// <summary>Takes a text over, if it is one.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out ByteSize value)
    {
        value = default;
        if (text is not { Length: > 1 and < 8 } || Units.IndexOf(text[^1], StringComparison.Ordinal) is not (>= 0 and int unit)
            || !long.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out long number))
            return false;
        value = new ByteSize(number << (10 * (unit + 1)));
        return true;
    }

    /// <summary>With the largest unit that leaves a whole number.</summary>
    public override string ToString()
    {
        int unit = 0;
        long number = Bytes;
        while (unit < Units.Length && number != 0 && number % 1024 == 0)
        {
            number /= 1024;
            unit++;
        }

        return unit == 0 ? number.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{number}{Units[unit - 1]}");
    }
}
