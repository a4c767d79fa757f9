using System.Globalization;
using Clu.Stores.Progress;

namespace Clu.Cli.Text;

/// <summary>How sizes, counts and times look everywhere in clu.</summary>
internal static class Figures
{
    private static readonly string[] s_units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];
    private static readonly NumberFormatInfo s_grouped = new() { NumberGroupSeparator = " ", NumberDecimalDigits = 0 };

    /// <summary>A size: <c>712 B</c>, <c>1.4 GiB</c>, <c>420 MiB</c>.</summary>
    public static string Bytes(long bytes)
    {
        int unit = UnitOf(bytes);
        return $"{InUnit(bytes, unit)} {s_units[unit]}";
    }

    /// <summary>A part of a size, in the unit of the whole: <c>96 of 240 MiB</c>.</summary>
    public static string Part(long done, long total)
    {
        int unit = UnitOf(total);
        return $"{InUnit(done, unit)} of {InUnit(total, unit)} {s_units[unit]}";
    }

    /// <summary>A part of a number of things: <c>3 of 12</c>.</summary>
    public static string Part(StepCount count) => $"{Count(count.Done)} of {Count(count.Total)}";

    /// <summary>Bytes a second: <c>45 MiB/s</c>.</summary>
    public static string Rate(double bytesPerSecond) => $"{Bytes((long)bytesPerSecond)}/s";

    /// <summary>A number with its thousands apart: <c>431 931 392</c>.</summary>
    public static string Count(long number) => number.ToString("N", s_grouped);

    /// <summary>A number of things: <c>1 user</c>, <c>2 users</c>.</summary>
    public static string Count(long number, string singular, string? plural = null) =>
        $"{Count(number)} {(number == 1 ? singular : plural ?? singular + "s")}";

    /// <summary>A share in whole per cent.</summary>
    public static int Percent(long done, long total) => total <= 0 ? 100 : (int)Math.Clamp(done * 100d / total, 0, 100);

    /// <summary>A time: <c>0.8 s</c>, <c>41 s</c>, <c>3 min 05 s</c>, <c>1 h 02 min</c>.</summary>
    public static string Duration(TimeSpan time)
    {
        if (time.TotalSeconds < 9.95)
            return Invariant($"{time.TotalSeconds:0.0} s");
        TimeSpan whole = TimeSpan.FromSeconds(Math.Round(time.TotalSeconds));
        return whole.TotalSeconds switch
        {
            < 60 => Invariant($"{whole.Seconds} s"),
            < 3600 => Invariant($"{whole.Minutes} min {whole.Seconds:00} s"),
            _ => Invariant($"{(int)whole.TotalHours} h {whole.Minutes:00} min"),
        };
    }

    /// <summary>A time that is guessed, rounded up: <c>12 s</c>, <c>4 min</c>, <c>2 h</c>.</summary>
    public static string About(TimeSpan time) => time.TotalSeconds switch
    {
        <= 60 => Invariant($"{Math.Ceiling(time.TotalSeconds):0} s"),
        <= 3600 => Invariant($"{Math.Ceiling(time.TotalMinutes):0} min"),
        _ => Invariant($"{Math.Ceiling(time.TotalHours):0} h"),
    };

    private static int UnitOf(long bytes)
    {
        int unit = 0;
        // 1023.5 of a unit would be rounded to 1024, which is one of the next.
        for (double left = bytes; left >= (unit == 0 ? 1024 : 1023.5) && unit < s_units.Length - 1; left /= 1024)
            unit++;
        return unit;
    }

    private static string InUnit(long bytes, int unit)
    {
        double value = bytes / Math.Pow(1024, unit);
        return value.ToString(unit > 0 && value is > 0 and < 9.95 ? "0.0" : "0", CultureInfo.InvariantCulture);
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
