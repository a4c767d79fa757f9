using Clu.Binary;

namespace Clu.Images.Mbr;

/// <summary>One of the four entries of a master boot record.</summary>
/// <param name="Active">Whether firmware may boot it.</param>
/// <param name="Type">Its kind; see <see cref="MbrPartitionType"/>.</param>
/// <param name="FirstSector">First sector.</param>
/// <param name="SectorCount">Sectors in it.</param>
public readonly record struct MbrPartition(bool Active, byte Type, uint FirstSector, uint SectorCount)
{
    internal const int Size = 16;

    private const byte ActiveFlag = 0x80;
    private const uint Heads = 255;
    private const uint SectorsPerTrack = 63;
    private const uint Cylinders = 1024;

    /// <summary>Whether the entry is unused: all zeros.</summary>
    public bool IsEmpty => this == default;

    internal void Write(ref SpanWriter writer)
    {
        writer.U8(Active ? ActiveFlag : (byte)0);
        Geometry(ref writer, FirstSector);
        writer.U8(Type);
        Geometry(ref writer, (ulong)FirstSector + Math.Max(SectorCount, 1) - 1);
        writer.U32(FirstSector);
        writer.U32(SectorCount);
    }

    internal static MbrPartition Read(ref SpanReader reader)
    {
        byte flag = reader.U8("boot indicator");
        if (flag is not (0 or ActiveFlag))
            throw reader.Malformed("boot indicator", MalformedReason.InvalidValue, "0x00 or 0x80", $"0x{flag:X2}");
        reader.Bytes(3, "starting CHS");
        byte type = reader.U8("OS type");
        reader.Bytes(3, "ending CHS");
        return new MbrPartition(flag == ActiveFlag, type, reader.U32("starting LBA"), reader.U32("size in LBA"));
    }

    /// <summary>Cylinder, head and sector, which nothing but old firmware reads; all ones where they do not reach.</summary>
    private static void Geometry(ref SpanWriter writer, ulong sector)
    {
        ulong cylinder = sector / SectorsPerTrack / Heads;
        if (cylinder >= Cylinders)
        {
            writer.Fill(3, 0xFF);
            return;
        }

        writer.U8((byte)(sector / SectorsPerTrack % Heads));
        writer.U8((byte)((sector % SectorsPerTrack + 1) | (cylinder >> 8 << 6)));
        writer.U8((byte)cylinder);
    }
}
