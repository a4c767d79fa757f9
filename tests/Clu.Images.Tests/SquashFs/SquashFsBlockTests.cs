using Clu.Binary;
using Clu.Compression;

namespace Clu.Images.Tests.SquashFs;

/// <summary>Data blocks that some tool takes and Linux refuses, or the other way round.</summary>
public class SquashFsBlockTests
{
    private const int Block = 4096;

    public static TheoryData<CodecKind> Codecs => [CodecKind.Gzip, CodecKind.Xz, CodecKind.Zstd];

    [Theory]
    [MemberData(nameof(Codecs))]
    public void A_block_that_fills_its_place_is_read(CodecKind codec) =>
        Assert.Equal(Block, CraftedImage.Verify(CraftedImage.OfBlocks(codec, Block, CraftedImage.Compress(codec, Block))).ContentLength);

    [Theory]
    [MemberData(nameof(Codecs))]
    public void A_short_block_is_refused(CodecKind codec) =>
        Assert.Equal("data block", CraftedImage.Refused(CraftedImage.OfBlocks(codec, Block, CraftedImage.Compress(codec, Block - 1))).Field);

    [Theory]
    [MemberData(nameof(Codecs))]
    public void A_block_with_more_than_its_place_is_refused(CodecKind codec) =>
        CraftedImage.Refused(CraftedImage.OfBlocks(codec, Block, CraftedImage.Compress(codec, Block + 1)));

    [Theory]
    [MemberData(nameof(Codecs))]
    public void Bytes_behind_a_block_are_refused(CodecKind codec) =>
        CraftedImage.Refused(CraftedImage.OfBlocks(codec, Block, [.. CraftedImage.Compress(codec, Block), 0]));

    [Fact]
    public void Frames_that_the_kernel_reads_are_read()
    {
        foreach (byte[] frame in (byte[][])[ZstdFrames.Repeated(Block), ZstdFrames.Streamed(Block, 12), ZstdFrames.Streamed(Block, 13)])
            CraftedImage.Verify(CraftedImage.OfBlocks(CodecKind.Zstd, Block, frame));
    }

    [Theory]
    [InlineData(14)]
    [InlineData(23)]
    [InlineData(41)]
    public void A_window_over_the_block_size_is_refused(int windowLog) => Assert.Equal(
        "window size", CraftedImage.Refused(CraftedImage.OfBlocks(CodecKind.Zstd, Block, ZstdFrames.Streamed(Block, windowLog))).Field);

    [Fact]
    public void Two_frames_in_a_block_are_refused() => Assert.Equal(
        MalformedReason.TrailingData,
        CraftedImage.Refused(CraftedImage.OfBlocks(CodecKind.Zstd, Block, [.. ZstdFrames.Repeated(2048), .. ZstdFrames.Repeated(2048)])).Reason);

    [Fact]
    public void A_skippable_frame_is_refused()
    {
        CraftedImage.Refused(CraftedImage.OfBlocks(CodecKind.Zstd, Block, [.. ZstdFrames.Skippable, .. ZstdFrames.Repeated(Block)]));
        CraftedImage.Refused(CraftedImage.OfBlocks(CodecKind.Zstd, Block, [.. ZstdFrames.Repeated(Block), .. ZstdFrames.Skippable]));
    }

    [Fact]
    public void A_block_that_grew_by_compression_is_refused()
    {
        byte[] first = ZstdFrames.Repeated(Block);
        byte[] grown = ZstdFrames.Stored(Samples.Bytes(900));
        Assert.Equal("data block", CraftedImage.Refused(CraftedImage.OfBlocks(CodecKind.Zstd, Block + 900, first, grown)).Field);
        CraftedImage.Verify(CraftedImage.OfBlocks(CodecKind.Zstd, Block + 900, first, ZstdFrames.Repeated(900)));
    }

    [Fact]
    public void Blocks_must_not_reach_into_the_tables()
    {
        byte[] image = CraftedImage.OfBlocks(CodecKind.Zstd, 2 * Block, ZstdFrames.Repeated(Block), ZstdFrames.Repeated(Block));
        CraftedImage.Table(image, CraftedImage.InodeTable)[17] = 0x20;
        Assert.Equal("block start", CraftedImage.Refused(image).Field);
    }
}
