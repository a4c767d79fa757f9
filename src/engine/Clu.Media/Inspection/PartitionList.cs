using System.Globalization;
using Clu.Images.Gpt;
using Clu.Images.Iso9660;
using Clu.Images.Mbr;

namespace Clu.Media.Inspection;

/// <summary>Says which partitions a disk with the image would have.</summary>
internal static class PartitionList
{
    /// <summary>Partitions of the GUID partition table, or else of the master boot record.</summary>
    public static IReadOnlyList<MediumPartition> Read(Iso9660Reader iso) =>
        iso.Partitions is { } table ? [.. table.Partitions.Select(Of)]
        : iso.BootRecord is { } record ? [.. record.Partitions.Select(Of).OfType<MediumPartition>()]
        : [];

    private static MediumPartition Of(GptPartition partition, int index) => new(
        PartitionTable.Gpt,
        index + 1,
        partition.Type == GptPartitionType.EfiSystem ? "EFI system" : partition.Type == GptPartitionType.BasicData ? "data" : partition.Type.ToString(),
        Bytes(partition.FirstSector),
        Bytes(partition.SectorCount),
        partition.Name);

    private static MediumPartition? Of(MbrPartition partition, int index) => partition.SectorCount == 0 ? null : new MediumPartition(
        PartitionTable.Mbr,
        index + 1,
        partition.Type switch
        {
            MbrPartitionType.Empty => "unnamed",
            MbrPartitionType.Linux => "Linux",
            MbrPartitionType.Protective => "protective",
            MbrPartitionType.EfiSystem => "EFI system",
            _ => string.Create(CultureInfo.InvariantCulture, $"0x{partition.Type:X2}"),
        },
        Bytes(partition.FirstSector),
        Bytes(partition.SectorCount),
        "");

    private static long Bytes(ulong sectors) => sectors > long.MaxValue / GptLimits.SectorSize ? long.MaxValue : (long)sectors * GptLimits.SectorSize;
}
