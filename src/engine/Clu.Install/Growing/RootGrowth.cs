using System.Globalization;
using Clu.Binary;
using Clu.Images.Gpt;
using Clu.Images.Mbr;
using Clu.Media.Live;

namespace Clu.Install.Growing;

/// <summary>
/// Lets the root file system have all of its disk: moves the backup of the partition table to the end, makes the last partition longer, tells the
/// kernel, and makes the file system larger while it is in use. Anything that is not as images have it is left alone.
/// </summary>
public static class RootGrowth
{
    /// <summary>There until a system from an image has grown; the service <c>clu-first-boot</c> of a reference target looks for it.</summary>
    public const string Marker = "/var/lib/clu/first-boot";

    /// <summary>What is less is not worth a change.</summary>
    private const long Least = 16L << 20;

    private const long MiB = 1L << 20;
    private const int BlockSize = 4096;

    /// <summary>Grows the root of this machine.</summary>
    /// <returns>What was done, a sentence; null when nothing was to do.</returns>
    /// <exception cref="CluException">CLU0584: the disk refuses.</exception>
    public static string? Grow()
    {
        if (MountTable.Read().At("/") is not { Type: "ext4", DeviceNumber: { } number })
            return null;
        string block = $"/sys/dev/block/{number}";
        if (!File.Exists($"{block}/partition"))
            return null;
        string disk = $"/dev/{Path.GetFileName(Path.GetFullPath(Path.Combine(new DirectoryInfo(block).ResolveLinkTarget(true)!.FullName, "..")))}";
        int partition = (int)Number($"{block}/partition");
        try
        {
            long size = GrowPartition(disk, partition);
            if (size == 0)
                return null;
            DeviceCalls.GrowExt4("/", size / BlockSize);
            return string.Create(CultureInfo.InvariantCulture, $"The root file system on {disk} has {size / MiB} MiB.");
        }
        catch (IOException e)
        {
            throw InstallErrors.CannotGrow(disk, e);
        }
    }

    /// <summary>Makes the last partition of a disk as long as it can be.</summary>
    /// <param name="path">The disk, or an image of one.</param>
    /// <param name="number">The partition's number.</param>
    /// <returns>Its bytes; 0 when nothing was changed.</returns>
    internal static long GrowPartition(string path, int number)
    {
        using DiskStream disk = new(path);
        GptTable? table = GptReader.Read(disk);
        ulong sectors = (ulong)(disk.Length / GptLimits.SectorSize);
        if (table is null || number > table.Partitions.Count || table.SectorCount > sectors)
            return 0;
        GptPartition old = table.Partitions[number - 1];
        GptTable grown = table with { SectorCount = sectors };
        ulong end = (grown.LastUsable + 1) / (MiB / GptLimits.SectorSize) * (MiB / GptLimits.SectorSize);
        if (table.Partitions.Any(other => other.FirstSector > old.FirstSector) || end < old.LastSector + 1 + (Least / GptLimits.SectorSize))
            return 0;
        GptPartition[] partitions = [.. table.Partitions];
        partitions[number - 1] = old with { LastSector = end - 1 };
        grown = grown with { Partitions = partitions };
        Write(disk, grown);
        long bytes = (long)partitions[number - 1].SectorCount * GptLimits.SectorSize;
        DeviceCalls.ResizePartition(disk.Handle, number, (long)old.FirstSector * GptLimits.SectorSize, bytes);
        return bytes;
    }

    /// <summary>The backup first: a power cut leaves one table that is whole.</summary>
    private static void Write(DiskStream disk, GptTable table)
    {
        byte[] backup = table.Backup();
        disk.Position = disk.Length - backup.Length;
        disk.Write(backup);
        disk.WriteOut();
        byte[] first = new byte[MasterBootRecord.Size];
        disk.Position = 0;
        disk.ReadExactly(first);
        if (MasterBootRecord.Read(first) is { } record && record.Partitions[0].Type == MbrPartitionType.Protective)
        {
            uint sectors = (uint)Math.Min(table.SectorCount - 1, uint.MaxValue);
            (record with { Partitions = [record.Partitions[0] with { SectorCount = sectors }, .. record.Partitions.Skip(1)] }).Write(first);
            disk.Position = 0;
            disk.Write(first);
        }

        disk.Position = GptLimits.SectorSize;
        disk.Write(table.Primary());
        disk.WriteOut();
    }

    private static long Number(string file) => long.Parse(File.ReadAllText(file).Trim(), NumberStyles.None, CultureInfo.InvariantCulture);
}
