using System.Buffers.Binary;
using Clu.Testing;

namespace Clu.Vm.Tests;

/// <summary>
/// A BIOS disk with a GRUB of its own that knows nothing of the medium but where its file is: it loops the file in and opens the menu that
/// <c>loopback.cfg</c> names, as the GRUBs of Linux distributions and of multi-boot sticks do.
/// </summary>
internal static class LoopbackDisk
{
    private const int SectorSize = 512;
    private const int BootCodeLength = 440;
    private const int PartitionTable = 446;
    private const byte LinuxPartition = 0x83;

    /// <summary>Room between the partition table and the partition, which GRUB's core lives in.</summary>
    private const int PartitionStart = 1 << 20;

    private const string GrubFolder = "/usr/lib/grub/i386-pc";

    private const string Menu = """
        search --no-floppy --set=disk --file /isos/medium.iso
        set iso_path=/isos/medium.iso
        export iso_path
        loopback loop ($disk)$iso_path
        set root=(loop)
        configfile /boot/grub/loopback.cfg

        """;

    private static readonly string[] Modules =
    [
        "biosdisk", "part_msdos", "ext2", "iso9660", "loopback", "normal", "configfile", "search", "search_fs_file", "linux", "echo", "test", "serial",
        "terminal", "all_video", "font", "png", "gfxterm", "gfxterm_background", "gfxmenu", "reboot", "halt",
    ];

    /// <summary>Makes the disk with the medium's file on an ext4 file system.</summary>
    /// <param name="medium">The ISO file.</param>
    /// <param name="folder">Folder for the disk and what it is made of.</param>
    /// <returns>Path of the disk.</returns>
    public static string Make(string medium, TempFolder folder)
    {
        Directory.CreateDirectory(folder["root/isos"]);
        File.Copy(medium, folder["root/isos/medium.iso"]);
        File.WriteAllText(folder["root/isos/grub.cfg"], Menu);
        File.WriteAllText(folder["early.cfg"], "search --no-floppy --set=root --file /isos/medium.iso\nset prefix=($root)/isos\n");
        Tool.Run("grub-mkimage", ["--format", "i386-pc", "--config", folder["early.cfg"], "--prefix", "/isos", "--output", folder["core"], .. Modules]).Succeeded();

        string disk = folder["disk"];
        long size = new FileInfo(medium).Length * 5 / 4 / PartitionStart * PartitionStart;
        using (FileStream file = File.Create(disk))
        {
            file.Write(BootSector((uint)(size / SectorSize)));
            byte[] core = File.ReadAllBytes(folder["core"]);
            Assert.InRange(core.Length, 1, PartitionStart - SectorSize);
            file.Write(core);
            file.SetLength(PartitionStart + size);
        }

        Tool.Run("mke2fs", "-q", "-t", "ext4", "-E", $"offset={PartitionStart}", "-d", folder["root"], disk, $"{size / 1024}k").Succeeded();
        return disk;
    }

    private static byte[] BootSector(uint partitionSectors)
    {
        byte[] sector = new byte[SectorSize];
        File.ReadAllBytes(Path.Combine(GrubFolder, "boot.img")).AsSpan(0, BootCodeLength).CopyTo(sector);
        Span<byte> partition = sector.AsSpan(PartitionTable);
        partition[0] = 0x80;
        partition[4] = LinuxPartition;
        BinaryPrimitives.WriteUInt32LittleEndian(partition[8..], PartitionStart / SectorSize);
        BinaryPrimitives.WriteUInt32LittleEndian(partition[12..], partitionSectors);
        sector[510] = 0x55;
        sector[511] = 0xAA;
        return sector;
    }
}
