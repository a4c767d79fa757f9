using Clu.Binary;
using CsCheck;

namespace Clu.Compression.Tests;

public class CodecTests
{
    private const int BlockSize = 64 * 1024;

    public static TheoryData<string> Names => ["gzip", "xz", "zstd", "managed zstd"];

    [Theory]
    [MemberData(nameof(Names))]
    public void What_was_compressed_comes_back(string name)
    {
        using ICodec codec = Make(name);
        Gen.Byte[0, 3].Array[1, 5000].Sample(
            block =>
            {
                byte[] compressed = Compress(codec, block);
                byte[] room = new byte[block.Length];
                Assert.Equal(block.Length, codec.Decompress(compressed, room));
                Assert.Equal(block, room);
            },
            iter: 200,
            threads: 1);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_block_cut_off_at_any_byte_is_refused(string name)
    {
        using ICodec codec = Make(name);
        byte[] compressed = Compress(codec, Text());
        for (int length = 0; length < compressed.Length; length++)
            Assert.Throws<MalformedDataException>(() => codec.Decompress(compressed.AsSpan(0, length), new byte[BlockSize]));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Bytes_after_the_block_are_refused(string name)
    {
        using ICodec codec = Make(name);
        byte[] compressed = [.. Compress(codec, Text()), 0];
        Assert.Throws<MalformedDataException>(() => codec.Decompress(compressed, new byte[BlockSize]));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void More_content_than_the_destination_is_refused(string name)
    {
        using ICodec codec = Make(name);
        byte[] compressed = Compress(codec, Text());
        Assert.Throws<MalformedDataException>(() => codec.Decompress(compressed, new byte[Text().Length - 1]));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Flipped_bits_are_refused_or_harmless(string name)
    {
        using ICodec codec = Make(name);
        byte[] compressed = Compress(codec, Text());
        for (int bit = 0; bit < compressed.Length * 8; bit++)
        {
            byte[] flipped = [.. compressed];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            try
            {
                _ = codec.Decompress(flipped, new byte[BlockSize]);
            }
            catch (MalformedDataException)
            {
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_result_that_does_not_fit_is_told_by_zero(string name)
    {
        using ICodec codec = Make(name);
        byte[] noise = new byte[4096];
        new Random(1).NextBytes(noise);
        Assert.Equal(0, codec.Compress(noise, new byte[noise.Length - 1]));
        Assert.NotEqual(0, codec.Compress(Text(), new byte[BlockSize]));
    }

    // RFC 1950: FLG with FDICT set, its check bits right, then the dictionary's id.
    [Fact]
    public void A_zlib_stream_with_a_preset_dictionary_is_refused()
    {
        using ICodec codec = Make("gzip");
        byte[] stream = Compress(codec, Text());
        MalformedDataException error = Assert.Throws<MalformedDataException>(
            () => codec.Decompress([0x78, 0x20, 0, 0, 0, 1, .. stream.AsSpan(2)], new byte[BlockSize]));
        Assert.Equal(("flags", MalformedReason.Unsupported), (error.Field, error.Reason));
    }

    [Fact]
    public void Both_zstd_codecs_read_each_other()
    {
        using NativeZstdCodec native = new(15, BlockSize);
        using ManagedZstdCodec managed = new(15, BlockSize);
        byte[] room = new byte[Text().Length];
        Assert.Equal(room.Length, managed.Decompress(Compress(native, Text()), room));
        Assert.Equal(room.Length, native.Decompress(Compress(managed, Text()), room));
    }

    [Fact]
    public void A_zstd_frame_with_a_window_over_the_block_size_is_refused()
    {
        // zstd --no-content-size -1 on a stream of unknown size: magic, descriptor 0 (window follows), window descriptor 0x58 = 2 MiB.
        byte[] frame = [0x28, 0xB5, 0x2F, 0xFD, 0x00, 0x58, 0x01, 0x00, 0x00];
        using NativeZstdCodec codec = new(1, BlockSize);
        MalformedDataException error = Assert.Throws<MalformedDataException>(() => codec.Decompress(frame, new byte[BlockSize]));
        Assert.Equal("window size", error.Field);
    }

    [Fact]
    public void Two_zstd_frames_are_refused()
    {
        using NativeZstdCodec codec = new(3, BlockSize);
        byte[] one = Compress(codec, Text());
        Assert.Throws<MalformedDataException>(() => codec.Decompress([.. one, .. one], new byte[BlockSize]));
    }

    [Theory]
    [InlineData(CodecKind.Zstd, 0)]
    [InlineData(CodecKind.Zstd, 23)]
    [InlineData(CodecKind.Gzip, 10)]
    [InlineData(CodecKind.Xz, -1)]
    [InlineData(CodecKind.None, 1)]
    public void Levels_out_of_range_are_a_usage_error(CodecKind kind, int level)
    {
        CluException error = Assert.Throws<CluException>(() => Codecs.Factory(kind, level, BlockSize));
        Assert.Equal(("CLU0260", ErrorKind.Usage), (error.Code, error.Kind));
    }

    private static ICodec Make(string name) => name switch
    {
        "gzip" => Codecs.Factory(CodecKind.Gzip, 9, BlockSize)(),
        "xz" => Codecs.Factory(CodecKind.Xz, 6, BlockSize)(),
        "zstd" => new NativeZstdCodec(15, BlockSize),
        _ => new ManagedZstdCodec(15, BlockSize),
    };

    private static byte[] Text() => System.Text.Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 200).Select(i => $"line {i}\n")));

    private static byte[] Compress(ICodec codec, byte[] block)
    {
        byte[] room = new byte[block.Length + 1024];
        int length = codec.Compress(block, room);
        Assert.NotEqual(0, length);
        return room[..length];
    }
}
