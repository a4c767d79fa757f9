using Clu.Images.Fat;
using Clu.Images.Gpt;
using Clu.Images.Mbr;
using Clu.Images.Trees;
using Clu.Install.Layouts;
using Clu.Media.Composing;
using Clu.Stores.Progress;

namespace Clu.Install.DiskImages;

/// <summary>Writes partition table, loader and file systems of a planned disk into a file.</summary>
/// <param name="host">The host.</param>
/// <param name="disks">Its disk.</param>
/// <param name="size">Bytes of the disk.</param>
/// <param name="scratch">Folder for temporary files.</param>
internal sealed class DiskWriter(BuiltHost host, DiskPlan disks, long size, string scratch)
{
    private const string Boot = "/boot";

    private static readonly DateTimeOffset _fileTime = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes the disk.</summary>
    /// <param name="tree">The whole system; what is below the mount point of the EFI system partition goes there.</param>
    /// <param name="file">The image; there is none yet.</param>
    /// <param name="progress">Told the bytes of files that are in it.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task WriteAsync(RootTree tree, string file, IProgress<ProgressEvent>? progress, CancellationToken cancel)
    {
        long all = tree.Bytes;
        await using (FileStream disk = new(file, FileMode.CreateNew, FileAccess.ReadWrite))
        {
            disk.SetLength(size);
            await WriteStartAsync(disk, cancel).ConfigureAwait(false);
            if (disks.EspMount is not null)
                WriteEsp(disk, tree.Split(Boot));
        }

        PlannedPartition root = Of(PartitionType.Root);
        string uuid = disks.Mounts[0].Source["UUID=".Length..];
        await new Ext4Image(host.Program, file, root.Start).MakeAsync(tree, root.Size, uuid, "nixos", scratch, new StepBytes(progress, HostImage.Step, cancel, all - tree.Bytes), cancel).ConfigureAwait(false);
    }

    private PlannedPartition Of(PartitionType type) => disks.Partitions.Single(partition => partition.Layout.Type == type);

    private async Task WriteStartAsync(FileStream disk, CancellationToken cancel)
    {
        GptTable table = new()
        {
            DiskId = disks.Partitions[0].Id,
            SectorCount = (ulong)(size / GptLimits.SectorSize),
            Partitions =
            [
                .. disks.Partitions.Select(partition => new GptPartition(
                    new Guid(PartitionTypes.Id(partition.Layout.Type)),
                    partition.Id,
                    (ulong)(partition.Start / GptLimits.SectorSize),
                    (ulong)((partition.Start + partition.Size) / GptLimits.SectorSize) - 1,
                    partition.Layout.Name)),
            ],
        };
        ReadOnlyMemory<byte> code = default;
        if (disks.BiosDisks.Count > 0)
        {
            GrubDisk grub = new(host.Program);
            PlannedPartition place = Of(PartitionType.BiosBoot);
            ulong sector = (ulong)(place.Start / GptLimits.SectorSize);
            byte[] core = await grub.CoreAsync(disks.Mounts[0].Source["UUID=".Length..], scratch, cancel).ConfigureAwait(false);
            if (core.Length > place.Size)
                throw InstallErrors.ImageTool("grub-mkimage", $"the core has {core.Length} bytes, its partition {place.Size}");
            GrubDisk.Place(core, sector);
            code = grub.BootCode(sector);
            disk.Position = place.Start;
            disk.Write(core);
        }

        byte[] first = new byte[MasterBootRecord.Size];
        uint sectors = (uint)Math.Min(table.SectorCount - 1, uint.MaxValue);
        new MasterBootRecord { Code = code, Partitions = [new MbrPartition(false, MbrPartitionType.Protective, 1, sectors)] }.Write(first);
        disk.Position = 0;
        disk.Write(first);
        disk.Write(table.Primary());
        byte[] backup = table.Backup();
        disk.Position = size - backup.Length;
        disk.Write(backup);
    }

    private void WriteEsp(FileStream disk, IReadOnlyCollection<KeyValuePair<string, RootEntry>> entries)
    {
        ImageDirectory files = new(UnixPermissions.Executable);
        foreach ((string path, RootEntry entry) in entries)
        {
            if (entry is RootFile file)
                files.AddPath(path, new ImageFile(new MemoryContent(File.ReadAllBytes(file.Source)), UnixPermissions.File));
            else if (entry is RootFolder && files.FindPath(path) is null)
                files.AddPath(path, new ImageDirectory(UnixPermissions.Executable));
        }

        PlannedPartition esp = Of(PartitionType.Esp);
        string serial = disks.Mounts.Single(mount => mount.Path == disks.EspMount).Source["UUID=".Length..].Replace("-", "", StringComparison.Ordinal);
        byte[] image = FatWriter.Write(files, new FatOptions
        {
            Label = "BOOT",
            VolumeId = Convert.ToUInt32(serial, 16),
            Time = _fileTime,
            MinimumSize = esp.Size,
        });
        if (image.Length > esp.Size)
            throw InstallErrors.ImageTool("the EFI system partition", $"kernel and ramdisk need {image.Length} bytes, it has {esp.Size}");
        // What is free stays a hole.
        int used = image.AsSpan().LastIndexOfAnyExcept((byte)0) + 1;
        disk.Position = esp.Start;
        disk.Write(image.AsSpan(0, used));
    }
}
