using System.Text;
using Clu.Binary;
using Clu.Compression;
using Clu.Media.Inspection;

namespace Clu.Media.Tests.Inspection;

/// <summary>An image that was cut off or changed gives one error or findings, whatever byte it is.</summary>
public sealed class DamagedMediumTests
{
    private const int Sector = 2048;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_cut_is_noticed_wherever_it_is(bool bootsByUefi)
    {
        byte[] image = new SampleMedium { BootsByUefi = bootsByUefi }.Write();
        // Every byte of the first descriptors, then around every boundary of a sector, and every byte at the end.
        IEnumerable<int> cuts = Enumerable.Range(16 * Sector, 3 * Sector)
            .Concat(from sector in Enumerable.Range(0, image.Length / Sector) from near in new[] { -1, 0, 1, Sector / 4 } select (sector * Sector) + near)
            .Concat(Enumerable.Range(image.Length - Sector, Sector))
            .Where(cut => cut >= 0 && cut < image.Length);
        Assert.All(cuts, cut =>
        {
            using MemoryStream stream = new(image, 0, cut, writable: false);
            Assert.True(IsRefused(stream, verify: false), $"cut at {cut} of {image.Length}");
        });
    }

    [Theory]
    [InlineData(CodecKind.None, 1)]
    [InlineData(CodecKind.Zstd, 2)]
    [InlineData(CodecKind.Gzip, 3)]
    public void Flipped_bits_never_do_more_than_an_error(CodecKind codec, int seed)
    {
        byte[] image = new SampleMedium { Codec = codec }.Write();
        int[] places = [.. Enumerable.Range(0, image.Length).Where(at => image[at] != 0)];
        Random random = new(seed);
        for (int round = 0; round < 1500; round++)
        {
            int at = places[random.Next(places.Length)];
            byte kept = image[at];
            image[at] ^= (byte)(1 << random.Next(8));
            using MemoryStream stream = new(image, writable: false);
            _ = IsRefused(stream, verify: true);
            image[at] = kept;
        }
    }

    [Fact]
    public void A_flipped_bit_of_content_is_found_by_verifying()
    {
        byte[] image = new SampleMedium { Codec = CodecKind.None }.Write();
        int at = image.AsSpan().IndexOf(Encoding.ASCII.GetBytes(SampleMedium.Secret));
        Assert.NotEqual(-1, at);
        image[at + 5] ^= 1;
        using MemoryStream stream = new(image, writable: false);

        Assert.Empty(MediumInspector.Inspect(stream, new InspectionOptions(), null, TestContext.Current.CancellationToken).Findings);
        Finding finding = Assert.Single(
            MediumInspector.Inspect(stream, new InspectionOptions { Verify = true }, null, TestContext.Current.CancellationToken).Findings);

        Assert.Equal($"'{SampleMedium.Bash}' is not what its registered hash says", finding.Text);
    }

    [Fact]
    public void Every_changed_byte_of_a_compressed_store_block_is_found_by_verifying()
    {
        byte[] image = new SampleMedium().Write();
        // The first block of data lies behind superblock and compressor options.
        int store = image.AsSpan().IndexOf("hsqs"u8);
        int data = store + 96 + 8;
        Assert.All(Enumerable.Range(data, 60), at =>
        {
            image[at] ^= 0x10;
            using MemoryStream stream = new(image, writable: false);
            Assert.True(IsRefused(stream, verify: true), $"byte {at - store} of the store");
            image[at] ^= 0x10;
        });
    }

    /// <summary>Whether the image is damaged by its own account; any exception but the one for data fails the test.</summary>
    private static bool IsRefused(Stream image, bool verify)
    {
        try
        {
            return MediumInspector.Inspect(
                image, new InspectionOptions { Verify = verify, Workers = 2 }, null, TestContext.Current.CancellationToken).IsDamaged;
        }
        catch (MalformedDataException)
        {
            return true;
        }
    }
}
