using System.Globalization;
using System.Numerics;
using System.Text;
using Clu.Binary;
using Clu.Images.Trees;

namespace Clu.Images.Fat;

/// <summary>
/// Reads FAT images that are in memory. Strict: every cluster belongs to one file, a chain is as long as its file needs, the copies of the table agree.
/// Files that lie in one piece are not copied.
/// </summary>
public static class FatReader
{
    private const string Format = "FAT";

    /// <summary>Reads a whole image.</summary>
    /// <exception cref="MalformedDataException">The image breaks the format.</exception>
    public static FatVolume Read(ReadOnlyMemory<byte> image)
    {
        (FatGeometry geometry, uint rootCluster, uint id, string label) = BootSector(image.Span);
        FatChains chains = new(image, geometry);
        ReadOnlyMemory<byte> root = geometry.Type == FatType.Fat32
            ? chains.Directory(rootCluster)
            : image.Slice((int)geometry.RootStart * FatLimits.SectorSize, (int)geometry.RootSectors * FatLimits.SectorSize);
        FatDirectoryReader reader = new(chains);
        ImageDirectory tree = reader.Read(root, depth: 0);
        return new FatVolume(geometry.Type, reader.Label ?? label, id, tree);
    }

    private static (FatGeometry Geometry, uint RootCluster, uint Id, string Label) BootSector(ReadOnlySpan<byte> image)
    {
        SpanReader reader = new(image[..Math.Min(image.Length, FatLimits.SectorSize)], Format);
        reader.Bytes(3, "jump");
        reader.Bytes(8, "OEM name");
        Expect(reader.U16("bytes per sector") == FatLimits.SectorSize, ref reader, "bytes per sector", "512");
        byte perCluster = reader.U8("sectors per cluster");
        Expect(BitOperations.IsPow2(perCluster), ref reader, "sectors per cluster", "a power of two");
        ushort reserved = reader.U16("reserved sectors");
        Expect(reserved > 0, ref reader, "reserved sectors", "at least 1");
        Expect(reader.U8("number of FATs") == FatLimits.FatCopies, ref reader, "number of FATs", "2");
        ushort rootEntries = reader.U16("root entries");
        ushort total16 = reader.U16("total sectors");
        reader.U8("media");
        ushort fat16 = reader.U16("FAT sectors");
        reader.Bytes(8, "geometry");
        uint total32 = reader.U32("total sectors");
        uint fat32 = fat16 == 0 ? reader.U32("FAT sectors") : 0;
        uint rootCluster = 0;
        if (fat16 == 0)
        {
            Expect((reader.U16("flags") & 0x80) == 0, ref reader, "flags", "mirrored FATs");
            Expect(reader.U16("version") == 0, ref reader, "version", "0.0");
            rootCluster = reader.U32("root cluster");
            reader.Bytes(16, "reserved");
        }

        reader.Bytes(3, "drive");
        uint id = reader.U32("volume id");
        string label = FatText.Trimmed(reader.Bytes(FatLimits.LabelLength, "volume label"));
        uint total = total16 == 0 ? total32 : total16;
        ulong length = (ulong)total * FatLimits.SectorSize;
        if (length > (ulong)image.Length)
            throw reader.Malformed("total sectors", MalformedReason.Truncated, $"{length} bytes", image.Length.ToString(CultureInfo.InvariantCulture));
        FatGeometry geometry = new(FatType.Fat32, perCluster, reserved, fat16 == 0 ? fat32 : fat16, rootEntries, total);
        ulong start = reserved + (2ul * geometry.FatSectors) + geometry.RootSectors;
        Expect(rootEntries % 16 == 0 && start < total, ref reader, "total sectors", "room behind the tables");
        geometry = geometry with
        {
            Type = geometry.ClusterCount < FatLimits.Fat12End ? FatType.Fat12 : geometry.ClusterCount < FatLimits.Fat16End ? FatType.Fat16 : FatType.Fat32,
        };
        Expect((geometry.Type == FatType.Fat32) == (fat16 == 0) && (rootEntries == 0) == (fat16 == 0), ref reader, "FAT sectors", "what the cluster count asks for");
        ulong capacity = (ulong)geometry.FatSectors * FatLimits.SectorSize * 8 / (uint)geometry.Type;
        Expect(capacity >= geometry.ClusterCount + FatLimits.FirstCluster, ref reader, "FAT sectors", "an entry for every cluster");
        return (geometry, rootCluster, id, label);
    }

    private static void Expect(bool valid, ref SpanReader reader, string field, string expected)
    {
        if (!valid)
            throw reader.Malformed(field, MalformedReason.InvalidValue, expected, "another value");
    }
}
