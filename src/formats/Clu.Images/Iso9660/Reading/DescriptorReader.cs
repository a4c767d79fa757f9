using System.Globalization;
using System.Text;
using Clu.Binary;
using Clu.Images.Iso9660.Structures;

namespace Clu.Images.Iso9660.Reading;

/// <summary>What the volume descriptors say.</summary>
internal sealed record DescriptorReader
{
    public string Label { get; private init; } = "";

    public uint VolumeSectors { get; private init; }

    public DirectoryRecord Root { get; private init; }

    public DateTimeOffset? Modified { get; private init; }

    public string Publisher { get; private init; } = "";

    public string Application { get; private init; } = "";

    public bool HasJoliet { get; private set; }

    public uint? BootCatalog { get; private set; }

    /// <summary>Reads descriptors up to the terminator.</summary>
    public static DescriptorReader Read(ImageSource source)
    {
        byte[] sector = new byte[Iso9660Limits.SectorSize];
        DescriptorReader? primary = null;
        bool joliet = false;
        uint? catalog = null;
        for (int i = 0; i < Iso9660Limits.MaxDescriptors; i++)
        {
            long offset = (Iso9660Limits.SystemAreaSectors + i) * (long)Iso9660Limits.SectorSize;
            source.Read(offset, sector, "volume descriptor");
            SpanReader reader = new(sector, Iso9660Reader.Format, offset);
            byte type = reader.U8("volume descriptor type");
            if (!reader.Bytes(VolumeDescriptor.Identifier.Length, "standard identifier").SequenceEqual(VolumeDescriptor.Identifier))
                throw reader.Malformed("standard identifier", MalformedReason.InvalidValue, "CD001", "something else");
            switch (type)
            {
                case VolumeDescriptor.PrimaryType:
                    primary ??= Primary(ref reader, sector.ToArray());
                    break;
                case VolumeDescriptor.SupplementaryType:
                    joliet |= sector[88..].AsSpan().StartsWith("%/"u8);
                    break;
                case VolumeDescriptor.BootType when sector.AsSpan(7).StartsWith(ElTorito.SystemIdentifier):
                    reader.Bytes(0x47 - reader.Position, "boot system");
                    catalog ??= reader.U32("boot catalog");
                    break;
                case VolumeDescriptor.TerminatorType:
                    if (primary is null)
                        throw reader.Malformed("volume descriptor type", MalformedReason.InvalidValue, "a primary descriptor", "none");
                    primary.HasJoliet = joliet;
                    primary.BootCatalog = catalog;
                    return primary;
            }
        }

        throw new MalformedDataException(
            Iso9660Reader.Format, Iso9660Limits.SystemAreaSectors * Iso9660Limits.SectorSize, "volume descriptor set", MalformedReason.LimitExceeded,
            $"a terminator among {Iso9660Limits.MaxDescriptors} descriptors", "none");
    }

    private static DescriptorReader Primary(ref SpanReader reader, byte[] sector)
    {
        reader.U8("volume descriptor version");
        reader.Bytes(33, "system identifier");
        string label = Text(reader.Bytes(VolumeLabel.MaxLength, "volume identifier"));
        reader.Bytes(8, "unused");
        uint sectors = reader.Both32("volume space size");
        reader.Bytes(32 + (2 * BothEndian.Size16), "volume set");
        ushort block = reader.Both16("logical block size");
        if (block != Iso9660Limits.SectorSize)
            throw reader.Malformed("logical block size", MalformedReason.Unsupported, "2048", block.ToString(CultureInfo.InvariantCulture));
        reader.Bytes(BothEndian.Size32 + (4 * sizeof(uint)), "path tables");
        int root = reader.Position;
        long rootOffset = reader.Offset;
        reader.Bytes(DirectoryRecord.RootSize, "root directory record");
        DirectoryRecord record = DirectoryRecord.Read(sector.AsMemory(root, DirectoryRecord.RootSize), rootOffset);
        reader.Bytes(128, "volume set identifier");
        string publisher = Text(reader.Bytes(128, "publisher identifier"));
        reader.Bytes(128, "data preparer identifier");
        string application = Text(reader.Bytes(128, "application identifier"));
        reader.Bytes((3 * 37) + RecordTime.VolumeSize, "file identifiers");
        return new DescriptorReader
        {
            Label = label,
            VolumeSectors = sectors,
            Root = record,
            Publisher = publisher,
            Application = application,
            Modified = Time(reader.Bytes(RecordTime.VolumeSize, "volume modification date")),
        };
    }

    private static string Text(ReadOnlySpan<byte> field) => Encoding.UTF8.GetString(field).TrimEnd(' ', '\0');

    /// <summary>A time; null when it is not set or none.</summary>
    private static DateTimeOffset? Time(ReadOnlySpan<byte> field) => DateTimeOffset.TryParseExact(
        Encoding.ASCII.GetString(field[..^1]), "yyyyMMddHHmmssff", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
        ? time.AddMinutes(-15 * (sbyte)field[^1])
        : null;
}
