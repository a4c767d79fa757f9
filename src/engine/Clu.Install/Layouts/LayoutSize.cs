using System.Globalization;

namespace Clu.Install.Layouts;

/// <summary>How large a partition or volume is: so many bytes, so many percent of what the fixed sizes leave, or all that is left in the end.</summary>
public readonly record struct LayoutSize
{
    private const string Units = "KMGT";

    private LayoutSize(long? bytes, int? percent) => (Bytes, Percent) = (bytes, percent);

    /// <summary>All that is left.</summary>
    public static LayoutSize Rest { get; }

    /// <summary>Bytes of a fixed size; null for others.</summary>
    public long? Bytes { get; }

    /// <summary>1 to 100: the share of what the fixed sizes leave; null for others.</summary>
    public int? Percent { get; }

    /// <summary>Whether it takes all that is left.</summary>
    public bool IsRest => Bytes is null && Percent is null;

    /// <summary>A fixed size.</summary>
    /// <param name="bytes">More than 0.</param>
    public static LayoutSize Fixed(long bytes) => new(bytes, null);

    /// <summary>A share of what the fixed sizes leave.</summary>
    /// <param name="percent">1 to 100.</param>
    public static LayoutSize Share(int percent) => new(null, percent);

    /// <summary>Takes <c>512M</c> (binary units K, M, G, T), <c>30%</c> and <c>rest</c>; null for anything else.</summary>
    public static LayoutSize? Parse(string text)
    {
        if (text == "rest")
            return Rest;
        if (text.Length < 2)
            return null;
        if (!ulong.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out ulong number) || number == 0)
            return null;
        if (text[^1] == '%')
            return number <= 100 ? Share((int)number) : null;
        int unit = Units.IndexOf(text[^1], StringComparison.Ordinal);
        int shift = 10 * (unit + 1);
        return unit >= 0 && number <= (ulong)long.MaxValue >> shift ? Fixed((long)number << shift) : null;
    }

    /// <summary>As a layout has it, in the largest unit that keeps it whole.</summary>
    public override string ToString()
    {
        if (IsRest)
            return "rest";
        if (Percent is { } percent)
            return string.Create(CultureInfo.InvariantCulture, $"{percent}%");
        long bytes = Bytes!.Value;
        int unit = 0;
        while (unit < Units.Length - 1 && bytes % (1024L << (10 * (unit + 1))) == 0)
            unit++;
        return string.Create(CultureInfo.InvariantCulture, $"{bytes / (1024L << (10 * unit))}{Units[unit]}");
    }
}
