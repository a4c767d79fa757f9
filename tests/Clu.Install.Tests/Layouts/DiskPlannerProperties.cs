using Clu.Binary;
using Clu.Install.Choices;
using Clu.Install.Layouts;
using CsCheck;

namespace Clu.Install.Tests.Layouts;

/// <summary>Any layout is refused, or its plan keeps every byte for one partition.</summary>
public sealed class DiskPlannerProperties
{
    private const long MiB = 1L << 20;

    private static readonly Gen<LayoutSize> s_size = Gen.OneOf(
        Gen.Long[1, 3L << 30].Select(LayoutSize.Fixed), Gen.Int[1, 100].Select(LayoutSize.Share), Gen.Const(LayoutSize.Rest));

    private static readonly Gen<DiskLayout> s_layout =
        from disks in Gen.Int[1, 3]
        from parts in Gen.Select(s_size, Gen.Int[1, 3], Gen.Enum<FileSystemType>(), Gen.Bool).List[0, 8]
        from root in s_size
        select Make(Math.Max(disks, parts.Select(part => part.Item2).DefaultIfEmpty(1).Max()), [.. parts], root);

    [Fact]
    public void A_layout_is_refused_or_its_partitions_lie_on_the_disk_and_nowhere_on_each_other()
    {
        int planned = 0;
        Gen.Select(s_layout, Gen.Long[1, 64L << 30]).Sample(
            (layout, size) =>
            {
                DiskPlan plan;
                try
                {
                    plan = DiskPlanner.Plan(
                        layout, [.. Enumerable.Range(0, layout.DiskCount).Select(number => TestDisks.Virtio(number, size))], TestDisks.Passphrase, TargetFirmware.Bios, TestDisks.Ids);
                }
                catch (CluException e) when (e.Code.StartsWith("CLU06", StringComparison.Ordinal))
                {
                    return true;
                }

                Interlocked.Increment(ref planned);
                return plan.Partitions.GroupBy(partition => partition.Disk.Path).All(disk => Fits([.. disk.OrderBy(partition => partition.Start)], size))
                    && plan.Partitions.All(partition => partition.Layout.Size.Bytes is not { } bytes || partition.Size >= bytes)
                    && plan.StoreRoom <= plan.Partitions.Max(partition => partition.Size)
                    && plan.Partitions.Select(partition => partition.Id).Distinct().Count() == plan.Partitions.Count;
            },
            iter: 5000);

        Assert.True(planned > 100, $"only {planned} layouts could be planned");
    }

    private static bool Fits(PlannedPartition[] partitions, long size)
    {
        long free = MiB;
        foreach (PlannedPartition partition in partitions)
        {
            if (partition.Start < free || partition.Start % MiB != 0 || partition.Size % MiB != 0 || partition.Size <= 0)
                return false;
            free = partition.Start + partition.Size;
        }

        // The last MiB is the backup table's.
        return free <= size - MiB;
    }

    private static DiskLayout Make(int disks, (LayoutSize Size, int Disk, FileSystemType Type, bool Encrypted)[] parts, LayoutSize root) => new()
    {
        Name = "any",
        DiskCount = disks,
        Partitions =
        [
            new LayoutPartition("bios", PartitionType.BiosBoot, LayoutSize.Fixed(MiB)),
            new LayoutPartition("root", PartitionType.Root, root),
            .. parts.Select((part, i) => new LayoutPartition($"p{i}", PartitionType.Linux, part.Size, part.Disk)),
        ],
        Luks = [.. parts.Select((part, i) => (part, i)).Where(item => item.part.Encrypted).Select(item => new LayoutLuks($"c{item.i}", $"p{item.i}", []))],
        FileSystems =
        [
            new LayoutFileSystem { On = "root", Type = FileSystemType.Ext4, Mount = "/" },
            .. parts.Select((part, i) => new LayoutFileSystem { On = part.Encrypted ? $"c{i}" : $"p{i}", Type = part.Type, Mount = $"/m{i}" }),
        ],
    };
}
