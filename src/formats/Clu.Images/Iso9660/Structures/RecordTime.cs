using Clu.Binary;

namespace Clu.Images.Iso9660.Structures;

/// <summary>The times of ISO 9660, always written as UTC.</summary>
internal static class RecordTime
{
    /// <summary>Bytes of the time of a directory record (9.1.5).</summary>
    public const int Size = 7;

    /// <summary>Bytes of the time of a volume descriptor (8.4.26.1).</summary>
    public const int VolumeSize = 17;

    public static byte[] Of(DateTimeOffset time)
    {
        DateTime utc = time.UtcDateTime;
        return utc.Year is < 1900 or > 2155
            ? throw new ArgumentOutOfRangeException(nameof(time), time, "ISO 9660 has the years 1900 to 2155")
            : [(byte)(utc.Year - 1900), (byte)utc.Month, (byte)utc.Day, (byte)utc.Hour, (byte)utc.Minute, (byte)utc.Second, 0];
    }

    /// <summary>Writes digits and the offset from UTC, which is 0; without a time all digits are 0.</summary>
    public static void WriteVolume(ref SpanWriter writer, DateTimeOffset? time)
    {
        Span<byte> digits = writer.Take(VolumeSize - 1);
        digits.Fill((byte)'0');
        if (time is { } known)
            known.UtcDateTime.TryFormat(digits, out _, "yyyyMMddHHmmssff", System.Globalization.CultureInfo.InvariantCulture);
        writer.U8(0);
    }
}
