using System.Globalization;
using Clu.Binary;

namespace Clu.Images.Iso9660.Structures;

/// <summary>Numbers that are stored twice, least significant byte first and then most significant byte first (ECMA-119 7.2.3, 7.3.3).</summary>
internal static class BothEndian
{
    public const int Size16 = 2 * sizeof(ushort);
    public const int Size32 = 2 * sizeof(uint);

    public static void Both16(this ref SpanWriter writer, ushort value)
    {
        writer.U16(value);
        writer.U16BigEndian(value);
    }

    public static void Both32(this ref SpanWriter writer, uint value)
    {
        writer.U32(value);
        writer.U32BigEndian(value);
    }

    public static ushort Both16(this ref SpanReader reader, string field)
    {
        ushort value = reader.U16(field);
        Same(ref reader, field, value, reader.U16BigEndian(field));
        return value;
    }

    public static uint Both32(this ref SpanReader reader, string field)
    {
        uint value = reader.U32(field);
        Same(ref reader, field, value, reader.U32BigEndian(field));
        return value;
    }

    private static void Same(ref SpanReader reader, string field, uint little, uint big)
    {
        if (little != big)
        {
            throw reader.Malformed(
                field, MalformedReason.Inconsistent, little.ToString(CultureInfo.InvariantCulture), big.ToString(CultureInfo.InvariantCulture));
        }
    }
}
