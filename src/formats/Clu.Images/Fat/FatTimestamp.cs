namespace Clu.Images.Fat;

/// <summary>A time as FAT stores it: local to nowhere, two seconds exact.</summary>
internal readonly record struct FatTimestamp(ushort Date, ushort Time)
{
    public static FatTimestamp From(DateTimeOffset time)
    {
        DateTime utc = time.UtcDateTime;
        return utc.Year is < 1980 or > 2107
            ? throw new ArgumentOutOfRangeException(nameof(time), time, "FAT has the years 1980 to 2107")
            : new FatTimestamp(
                (ushort)(((utc.Year - 1980) << 9) | (utc.Month << 5) | utc.Day),
                (ushort)((utc.Hour << 11) | (utc.Minute << 5) | (utc.Second / 2)));
    }
}
