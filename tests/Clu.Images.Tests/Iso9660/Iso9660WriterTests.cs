using System.Buffers.Binary;
using System.Text;
using Clu.Binary;
using Clu.Images.Iso9660;
using Clu.Images.Trees;
using Clu.Testing;

namespace Clu.Images.Tests.Iso9660;

public class Iso9660WriterTests
{
    [Fact]
    public void The_descriptor_has_label_and_times_where_blkid_looks()
    {
        byte[] image = IsoSamples.Write(IsoSamples.Tree(), IsoSamples.Plain);
        Assert.Equal("\u0001CD001\u0001", Encoding.ASCII.GetString(image, 32768, 7));
        Assert.Equal("clu-installer-1.0-x86_64        ", Encoding.ASCII.GetString(image, 32768 + 40, 32));
        Assert.Equal("2001090901464000\0" + "2001090901464000\0" + "0000000000000000\0", Encoding.ASCII.GetString(image, 32768 + 813, 51));
        Assert.All(image[(32768 + 883)..(32768 + 883 + 512)], b => Assert.Equal((byte)' ', b));
    }

    [Fact]
    public void The_same_tree_makes_the_same_image() =>
        Assert.Equal(IsoSamples.Write(IsoSamples.Tree(), IsoSamples.Hybrid), IsoSamples.Write(IsoSamples.Tree(), IsoSamples.Hybrid));

    [Fact]
    public void What_was_in_the_stream_does_not_show()
    {
        using MemoryStream image = new();
        image.Write(SampleTrees.Bytes(4 << 20));
        new Iso9660Writer(image, IsoSamples.Hybrid).Write(IsoSamples.Tree());
        Assert.Equal(IsoSamples.Write(IsoSamples.Tree(), IsoSamples.Hybrid), image.ToArray());
    }

    [Fact]
    public void Ids_come_from_the_seed()
    {
        byte[] first = IsoSamples.Write(IsoSamples.Tree(), IsoSamples.Hybrid);
        byte[] second = IsoSamples.Write(IsoSamples.Tree(), IsoSamples.Hybrid with { Seed = new byte[32] });
        Assert.NotEqual(IsoSamples.Read(first).Partitions!.DiskId, IsoSamples.Read(second).Partitions!.DiskId);
        Assert.NotEqual(IsoSamples.Read(first).BootRecord!.DiskId, IsoSamples.Read(second).BootRecord!.DiskId);
        first.AsSpan(0, 17 << 10).CopyTo(second);
        first.AsSpan(^(33 * 512)..).CopyTo(second.AsSpan(^(33 * 512)..));
        Assert.Equal(first, second);
    }

    [Fact]
    public void Grub_finds_its_places()
    {
        byte[] image = IsoSamples.Write(IsoSamples.Tree(), IsoSamples.Hybrid);
        Iso9660Reader reader = IsoSamples.Read(image);
        Iso9660File boot = Assert.IsType<Iso9660File>(reader.Root.FindPath(IsoSamples.BootImage));
        uint sector = boot.Extents[0].Sector;
        byte[] bytes = SampleTrees.All(boot);
        Assert.Equal(16u, U32(bytes, 8));
        Assert.Equal(sector, U32(bytes, 12));
        Assert.Equal(5001u, U32(bytes, 16));
        uint sum = 0;
        byte[] padded = [.. bytes, 0, 0, 0];
        for (int i = 64; i < bytes.Length; i += 4)
            sum += U32(padded, i);
        Assert.Equal(sum, U32(bytes, 20));
        Assert.All(bytes[24..64], b => Assert.Equal(0, b));
        Assert.Equal((4ul * sector) + 5, BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(2548)));
        Assert.Equal((4ul * sector) + 4, BinaryPrimitives.ReadUInt64LittleEndian(image.AsSpan(0x1B0)));
        Assert.Equal(SampleTrees.Bytes(5001)[2556..], bytes[2556..]);
        Assert.Equal(SampleTrees.Bytes(512)[..0x1B0], image[..0x1B0]);
    }

    [Fact]
    public void Firmware_finds_its_images()
    {
        byte[] image = IsoSamples.Write(IsoSamples.Tree(), IsoSamples.Hybrid, out Iso9660Summary summary);
        Iso9660Reader reader = IsoSamples.Read(image);
        Assert.Equal([(byte)0, (byte)0xEF], reader.BootEntries.Select(entry => entry.Platform));
        Assert.Equal(4, reader.BootEntries[0].SectorCount);
        byte[] fat = SampleTrees.All(IsoSamples.Hybrid.Efi!.FatImage);
        Assert.Equal(fat, image.AsSpan((int)reader.BootEntries[1].Sector * 2048, fat.Length).ToArray());
        Assert.Equal(reader.BootEntries[1].Sector * 4ul, reader.Partitions!.Partitions[1].FirstSector);
        Assert.Equal((ulong)fat.Length / 512, reader.Partitions.Partitions[1].SectorCount);
        Assert.Equal(64ul, reader.Partitions.Partitions[0].FirstSector);
        Assert.Equal((ulong)summary.VolumeLength / 512, reader.Partitions.Partitions[0].LastSector + 1);
        Assert.Equal(0xEE, reader.BootRecord!.Partitions[0].Type);
        Assert.True(reader.BootRecord.Partitions[1].Active);
        Assert.Equal(0, image.Length % (1 << 20));
        Assert.Equal(image.Length, summary.Length);
    }

    [Fact]
    public void A_medium_for_bios_alone_has_one_active_partition()
    {
        byte[] image = IsoSamples.Write(IsoSamples.Tree(), IsoSamples.Hybrid with { Efi = null });
        Iso9660Reader reader = IsoSamples.Read(image);
        Assert.Null(reader.Partitions);
        Assert.Equal(new Clu.Images.Mbr.MbrPartition(true, 0x83, 0, (uint)image.Length / 512), reader.BootRecord!.Partitions[0]);
        Assert.Single(reader.BootEntries);
    }

    [Fact]
    public void A_medium_for_uefi_alone_has_one_entry() =>
        Assert.True(Assert.Single(IsoSamples.Read(IsoSamples.Write(IsoSamples.Tree(), IsoSamples.Hybrid with { Bios = null })).BootEntries).IsEfi);

    [Theory]
    [InlineData("SHORT", "a.txt", true)]
    [InlineData("clu-installer-17c", "a.txt", false)]
    [InlineData("SHORT", "a:b", false)]
    [InlineData("SHORT", "0123456789012345678901234567890123456789012345678901234567890123", true)]
    [InlineData("SHORT", "01234567890123456789012345678901234567890123456789012345678901234", false)]
    public void Joliet_is_written_where_label_and_names_fit(string label, string name, bool expected)
    {
        ImageDirectory tree = new();
        tree.AddPath($"folder/{name}", SampleTrees.File("x"));
        byte[] image = IsoSamples.Write(tree, IsoSamples.Plain with { Label = VolumeLabel.Parse(label) }, out Iso9660Summary summary);
        Assert.Equal(expected, summary.HasJoliet);
        Assert.Equal(expected, IsoSamples.Read(image).HasJoliet);
    }

    [Fact]
    public void A_file_may_be_made_while_the_image_is_written()
    {
        ImageDirectory tree = IsoSamples.Tree();
        tree.AddPath("a-produced-one", new ImageFile(new ProducedText(70_000, 20L << 30), UnixPermissions.File));
        Iso9660Reader reader = IsoSamples.Read(IsoSamples.Write(tree, IsoSamples.Hybrid));
        Iso9660File file = Assert.IsType<Iso9660File>(reader.Root.FindPath("a-produced-one"));
        Assert.Equal(70_000, file.Length);
        byte[] bytes = SampleTrees.All(file);
        Assert.Equal("head"u8.ToArray(), bytes[..4]);
        Assert.Equal("tail"u8.ToArray(), bytes[^4..]);
        Assert.Single(file.Extents);
        Assert.Equal(file.Extents[0].Sector, reader.Root.Entries().Select(entry => entry.Value).OfType<Iso9660File>().Max(f => f.Extents[^1].Sector));
    }

    [Fact]
    public void A_file_of_five_gibibytes_has_two_sections()
    {
        const long Length = 5L << 30;
        using TempFolder folder = new();
        using FileStream image = new(folder["iso"], FileMode.Create, FileAccess.ReadWrite);
        ImageDirectory tree = IsoSamples.Tree();
        tree.AddPath("large", new ImageFile(new ProducedText(Length, 30L << 30), UnixPermissions.File));
        new Iso9660Writer(image, IsoSamples.Hybrid).Write(tree);
        Iso9660File file = Assert.IsType<Iso9660File>(Iso9660Reader.Open(image).Root.FindPath("large"));
        Assert.Equal(Length, file.Length);
        Assert.Equal([Iso9660Limits.MaxExtentLength, (uint)(Length - Iso9660Limits.MaxExtentLength)], file.Extents.Select(extent => extent.Length));
        using Stream content = file.Open();
        content.Position = Length - 6;
        byte[] end = new byte[6];
        content.ReadExactly(end);
        Assert.Equal("\0\0tail"u8.ToArray(), end);
    }

    [Fact]
    public void A_produced_file_must_not_grow_over_its_promise()
    {
        ImageDirectory tree = new();
        tree.AddPath("file", new ImageFile(new ProducedText(1000, 999), UnixPermissions.File));
        Assert.Equal("CLU0222", Assert.Throws<CluException>(() => IsoSamples.Write(tree, IsoSamples.Plain)).Code);
    }

    [Theory]
    [InlineData("nowhere.img")]
    [InlineData("boot")]
    [InlineData("empty")]
    public void A_boot_image_must_be_one(string path)
    {
        Iso9660Options options = IsoSamples.Hybrid with { Bios = IsoSamples.Hybrid.Bios! with { ImagePath = path } };
        Assert.Equal("CLU0221", Assert.Throws<CluException>(() => IsoSamples.Write(IsoSamples.Tree(), options)).Code);
    }

    [Fact]
    public void Progress_counts_the_bytes_of_files()
    {
        long last = 0;
        using MemoryStream image = new();
        ImageDirectory tree = new();
        tree.AddPath("a", SampleTrees.File(new byte[5000]));
        tree.AddPath("b", SampleTrees.File(new byte[3000]));
        new Iso9660Writer(image, IsoSamples.Plain, new Report(value => last = value)).Write(tree);
        Assert.Equal(8000, last);
    }

    private static uint U32(byte[] bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at));

    private sealed class Report(Action<long> action) : IProgress<long>
    {
        void IProgress<long>.Report(long value) => action(value);
    }
}
