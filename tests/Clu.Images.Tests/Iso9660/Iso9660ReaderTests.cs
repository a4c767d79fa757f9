using System.Buffers.Binary;
using Clu.Binary;
using Clu.Images.Iso9660;
using Clu.Images.Trees;
using CsCheck;

namespace Clu.Images.Tests.Iso9660;

public class Iso9660ReaderTests
{
    /// <summary>The boot image differs by what was filled in; it is compared elsewhere.</summary>
    [Fact]
    public void A_tree_is_read_as_written()
    {
        byte[] image = IsoSamples.Write(IsoSamples.Tree(), IsoSamples.Plain);
        Iso9660Reader reader = IsoSamples.Read(image);
        SampleTrees.Equal(IsoSamples.Tree(), reader.ReadTree());
        Assert.Equal("clu-installer-1.0-x86_64", reader.Label);
        Assert.Equal("clu", reader.Application);
        Assert.Equal("the publisher", reader.Publisher);
        Assert.Equal(IsoSamples.Plain.VolumeTime, reader.VolumeTime);
        Assert.Equal(image.Length, reader.VolumeLength);
        Assert.Empty(reader.BootEntries);
        Assert.Null(reader.Partitions);
        Assert.Null(reader.BootRecord);
    }

    [Fact]
    public void Any_tree_is_read_as_written() => Gen.Int[0, 100_000].Sample(
        seed =>
        {
            ImageDirectory tree = SampleTrees.Any(seed, links: true);
            SampleTrees.Equal(tree, IsoSamples.Read(IsoSamples.Write(tree, IsoSamples.Plain)).ReadTree());
        },
        iter: 60);

    [Fact]
    public void Without_rock_ridge_the_plain_names_are_read()
    {
        byte[] image = IsoSamples.Write(IsoSamples.Tree(), IsoSamples.Plain);
        int reference = image.AsSpan().IndexOf("RRIP_1991A"u8);
        image[reference] = (byte)'X';
        Iso9660Reader reader = IsoSamples.Read(image);
        Assert.False(reader.HasRockRidge);
        Assert.Equal(["1", "BOOT", "EMPTY", "LINKS", "MANY", "NAME", "PROGRAM"], reader.Root.Entries().Select(entry => entry.Key.ToString()));
        Iso9660Directory many = Assert.IsType<Iso9660Directory>(reader.Root.FindPath("MANY"));
        string[] names = [.. many.Entries().Select(entry => entry.Key.ToString())];
        Assert.Equal(200, names.Distinct().Count());
        Assert.All(names, name => Assert.Matches("^[A-Z0-9_]{1,26}\\.CONF$", name));
        Assert.Equal(names.OrderBy(name => name, StringComparer.Ordinal), names);
    }

    /// <summary>At every byte of the descriptors and of the first directories; thinner where only content is missing.</summary>
    [Fact]
    public void An_image_cut_off_at_any_byte_is_refused()
    {
        byte[] image = IsoSamples.Write(IsoSamples.Tree(many: 2), IsoSamples.Hybrid);
        for (int length = 0; length < image.Length; length += length is > 32768 and < 32768 + (12 * 2048) ? 1 : 127)
        {
            using MemoryStream stream = new(image, 0, length);
            Assert.Throws<MalformedDataException>(() => Iso9660Reader.Open(stream));
        }
    }

    [Fact]
    public void Bytes_behind_the_volume_are_no_part_of_it() =>
        SampleTrees.Equal(IsoSamples.Tree(), IsoSamples.Read([.. IsoSamples.Write(IsoSamples.Tree(), IsoSamples.Plain), .. new byte[999]]).ReadTree());

    [Fact]
    public void A_changed_byte_is_refused_or_changes_a_value()
    {
        byte[] image = IsoSamples.Write(IsoSamples.Tree(many: 5), IsoSamples.Hybrid);
        for (int at = 32768; at < 32768 + (40 * 2048); at += 17)
        {
            image[at] ^= (byte)(at % 2 == 0 ? 0xFF : 0x01);
            try
            {
                IsoSamples.Read(image).ReadTree();
            }
            catch (MalformedDataException)
            {
                // Refused, as it should be where structure is hit.
            }

            image[at] ^= (byte)(at % 2 == 0 ? 0xFF : 0x01);
        }
    }

    [Fact]
    public void A_directory_inside_of_itself_is_refused()
    {
        ImageDirectory tree = new();
        tree.AddPath("A/B", new ImageDirectory());
        byte[] image = IsoSamples.Write(tree, IsoSamples.Plain);
        int a = Record(image, "A"u8);
        int b = Record(image, "B"u8);
        image.AsSpan(a + 2, 8).CopyTo(image.AsSpan(b + 2));
        Refused(image, MalformedReason.Inconsistent, "location of extent");
    }

    [Fact]
    public void A_directory_in_two_places_is_refused()
    {
        ImageDirectory tree = new();
        tree.AddPath("A", new ImageDirectory());
        tree.AddPath("B", new ImageDirectory());
        byte[] image = IsoSamples.Write(tree, IsoSamples.Plain);
        image.AsSpan(Record(image, "A"u8) + 2, 8).CopyTo(image.AsSpan(Record(image, "B"u8) + 2));
        Refused(image, MalformedReason.Inconsistent, "location of extent");
    }

    [Fact]
    public void A_file_that_leaves_the_image_is_refused()
    {
        ImageDirectory tree = new();
        tree.AddPath("A", SampleTrees.File("x"));
        byte[] image = IsoSamples.Write(tree, IsoSamples.Plain);
        int record = Record(image, "A.;1"u8);
        BinaryPrimitives.WriteUInt32LittleEndian(image.AsSpan(record + 2), 1_000_000);
        BinaryPrimitives.WriteUInt32BigEndian(image.AsSpan(record + 6), 1_000_000);
        Refused(image, MalformedReason.Truncated, "extent");
    }

    [Fact]
    public void A_record_over_the_end_of_a_sector_is_refused()
    {
        ImageDirectory tree = new();
        for (int i = 0; i < 15; i++)
            tree.AddPath($"FILE{i:D2}", SampleTrees.File("x"));
        byte[] image = IsoSamples.Write(tree, IsoSamples.Plain);
        int last = Record(image, "FILE14.;1"u8);
        image[last] = 254;
        Refused(image, MalformedReason.InvalidValue, "directory record length");
    }

    [Fact]
    public void Numbers_whose_two_forms_differ_are_refused()
    {
        byte[] image = IsoSamples.Write(IsoSamples.Tree(), IsoSamples.Plain);
        image[32768 + 80]++;
        Refused(image, MalformedReason.Inconsistent, "volume space size");
    }

    [Fact]
    public void Continuation_areas_in_a_circle_are_refused()
    {
        byte[] image = IsoSamples.Write(IsoSamples.Tree(), IsoSamples.Plain);
        int reference = image.AsSpan().IndexOf("RRIP_1991A"u8) - 8;
        uint sector = (uint)reference / 2048;
        byte[] circle = [(byte)'C', (byte)'E', 28, 1, .. Both(sector), .. Both((uint)reference % 2048), .. Both(237)];
        image.AsSpan(reference, 237).Clear();
        circle.CopyTo(image, reference);
        Refused(image, MalformedReason.LimitExceeded, "CE");

        static byte[] Both(uint value)
        {
            byte[] bytes = new byte[8];
            BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
            BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(4), value);
            return bytes;
        }
    }

    [Fact]
    public void A_boot_catalog_with_a_wrong_sum_is_refused()
    {
        byte[] image = IsoSamples.Write(IsoSamples.Tree(), IsoSamples.Hybrid);
        int catalog = (int)BinaryPrimitives.ReadUInt32LittleEndian(image.AsSpan((17 * 2048) + 0x47)) * 2048;
        image[catalog + 4] = 1;
        Refused(image, MalformedReason.ChecksumMismatch, "validation entry");
    }

    private static int Record(byte[] image, ReadOnlySpan<byte> identifier)
    {
        byte[] pattern = [(byte)identifier.Length, .. identifier];
        for (int at = 18 * 2048; ; at++)
        {
            at += image.AsSpan(at).IndexOf(pattern);
            // Volume sequence number 1 in both byte orders comes before.
            if (image.AsSpan(at - 4, 4).SequenceEqual((byte[])[1, 0, 0, 1]))
                return at - 32;
        }
    }

    private static void Refused(byte[] image, MalformedReason reason, string field)
    {
        MalformedDataException error = Assert.Throws<MalformedDataException>(() => IsoSamples.Read(image).ReadTree());
        Assert.Equal((reason, field), (error.Reason, error.Field));
    }
}
