using System.Text;
using Clu.Binary;

namespace Clu.Images.Iso9660.Structures;

/// <summary>The primary volume descriptor, or the supplementary one of Joliet (ECMA-119 8.4, 8.5), in wire order.</summary>
internal sealed record VolumeDescriptor
{
    public const byte PrimaryType = 1;
    public const byte SupplementaryType = 2;
    public const byte TerminatorType = 255;
    public const byte BootType = 0;

    public static ReadOnlySpan<byte> Identifier => "CD001"u8;

    /// <summary>UCS-2 level 3, the escape sequence that makes a supplementary descriptor Joliet's.</summary>
    private static ReadOnlySpan<byte> JolietEscape => "%/E"u8;

    public required bool Joliet { get; init; }
    public required string Label { get; init; }
    public required uint VolumeSectors { get; init; }
    public required uint PathTableLength { get; init; }
    public required uint LittleEndianPathTable { get; init; }
    public required uint BigEndianPathTable { get; init; }
    public required DirectoryRecord Root { get; init; }
    public string Publisher { get; init; } = "";
    public string Preparer { get; init; } = "";
    public string Application { get; init; } = "";
    public required DateTimeOffset Time { get; init; }

    public void Write(Span<byte> sector)
    {
        SpanWriter writer = new(sector);
        Start(ref writer, Joliet ? SupplementaryType : PrimaryType);
        writer.U8(0);
        Text(ref writer, "LINUX", 32);
        Text(ref writer, Label, 32);
        writer.Fill(8);
        writer.Both32(VolumeSectors);
        Span<byte> escape = writer.Take(32);
        if (Joliet)
            JolietEscape.CopyTo(escape);
        writer.Both16(1);
        writer.Both16(1);
        writer.Both16(Iso9660Limits.SectorSize);
        writer.Both32(PathTableLength);
        writer.U32(LittleEndianPathTable);
        writer.U32(0);
        writer.U32BigEndian(BigEndianPathTable);
        writer.U32(0);
        Root.Write(writer.Take(DirectoryRecord.RootSize));
        Text(ref writer, "", 128);
        Text(ref writer, Publisher, 128);
        Text(ref writer, Preparer, 128);
        Text(ref writer, Application, 128);
        Text(ref writer, "", 37);
        Text(ref writer, "", 37);
        Text(ref writer, "", 37);
        RecordTime.WriteVolume(ref writer, Time);
        RecordTime.WriteVolume(ref writer, Time);
        RecordTime.WriteVolume(ref writer, null);
        RecordTime.WriteVolume(ref writer, null);
        writer.U8(1);
        writer.U8(0);
        // Spaces, so that implantisomd5 takes the place for its checksum; clu's own goes here too.
        writer.Fill(Iso9660Limits.ApplicationUseLength, (byte)' ');
    }

    public static void WriteTerminator(Span<byte> sector)
    {
        SpanWriter writer = new(sector);
        Start(ref writer, TerminatorType);
    }

    /// <summary>Type, "CD001" and version, with which every descriptor begins.</summary>
    public static void Start(ref SpanWriter writer, byte type)
    {
        writer.U8(type);
        writer.Bytes(Identifier);
        writer.U8(1);
    }

    private void Text(ref SpanWriter writer, string text, int length)
    {
        Span<byte> field = writer.Take(length);
        if (!Joliet)
        {
            field.Fill((byte)' ');
            Encoding.ASCII.GetBytes(text.AsSpan(0, Math.Min(text.Length, length)), field);
            return;
        }

        string padded = text.PadRight(length / sizeof(char))[..(length / sizeof(char))];
        Encoding.BigEndianUnicode.GetBytes(padded, field);
    }
}
