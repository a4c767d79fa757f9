using System.Buffers.Text;
using System.Globalization;
using Clu.Binary;

namespace Clu.Images.Cpio;

/// <summary>The header of one entry: "070701" and thirteen numbers, each eight hexadecimal digits, in this order.</summary>
internal readonly record struct CpioHeader(
    uint Inode, uint Mode, uint UserId, uint GroupId, uint LinkCount, uint ModificationTime, uint FileLength,
    uint DeviceMajor, uint DeviceMinor, uint SpecialMajor, uint SpecialMinor, uint NameLength, uint Checksum)
{
    public static ReadOnlySpan<byte> Magic => "070701"u8;

    /// <summary>Name of the entry that ends an archive.</summary>
    public static ReadOnlySpan<byte> Trailer => "TRAILER!!!"u8;

    public void Write(Span<byte> destination)
    {
        SpanWriter writer = new(destination);
        writer.Bytes(Magic);
        ReadOnlySpan<uint> fields =
        [
            Inode, Mode, UserId, GroupId, LinkCount, ModificationTime, FileLength,
            DeviceMajor, DeviceMinor, SpecialMajor, SpecialMinor, NameLength, Checksum,
        ];
        foreach (uint field in fields)
            Utf8Formatter.TryFormat(field, writer.Take(CpioLimits.FieldLength), out _, new('X', CpioLimits.FieldLength));
    }

    public static CpioHeader Read(ref SpanReader reader)
    {
        ReadOnlySpan<byte> magic = reader.Bytes(CpioLimits.MagicLength, "c_magic");
        if (!magic.SequenceEqual(Magic))
            throw reader.Malformed("c_magic", MalformedReason.InvalidValue, "070701", Convert.ToHexString(magic));
        return new CpioHeader(
            Number(ref reader, "c_ino"), Number(ref reader, "c_mode"), Number(ref reader, "c_uid"), Number(ref reader, "c_gid"),
            Number(ref reader, "c_nlink"), Number(ref reader, "c_mtime"), Number(ref reader, "c_filesize"),
            Number(ref reader, "c_devmajor"), Number(ref reader, "c_devminor"), Number(ref reader, "c_rdevmajor"),
            Number(ref reader, "c_rdevminor"), Number(ref reader, "c_namesize"), Number(ref reader, "c_check"));
    }

    private static uint Number(ref SpanReader reader, string field)
    {
        ReadOnlySpan<byte> digits = reader.Bytes(CpioLimits.FieldLength, field);
        return uint.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint value)
            ? value
            : throw reader.Malformed(field, MalformedReason.InvalidValue, "8 hexadecimal digits", Convert.ToHexString(digits));
    }
}
