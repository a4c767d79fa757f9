using System.Buffers.Binary;
using Clu.Binary;
using Clu.Compression;
using Clu.Images.SquashFs;
using Clu.Images.Trees;

namespace Clu.Images.Tests.SquashFs;

/// <summary>Images without compression, whose bytes lie open to be changed.</summary>
internal static class CraftedImage
{
    internal const int InodeTable = 64;
    internal const int DirectoryTable = 72;

    private const int CompressorOffset = 20;
    private const int MetadataHeader = 2;
    private const int SuperblockSize = 96;
    private const int WordsOffset = 32;

    internal static byte[] Of(params (string Name, ImageNode Node)[] entries) => Samples.Image(Samples.Options(CodecKind.None), entries);

    /// <summary>The bytes of a table, from its first record on. Children lie before their directory in both tables.</summary>
    /// <param name="image">The image.</param>
    /// <param name="pointer">Where in the superblock its position is.</param>
    internal static Span<byte> Table(byte[] image, int pointer) =>
        image.AsSpan((int)BinaryPrimitives.ReadUInt64LittleEndian(image.AsSpan(pointer)) + MetadataHeader);

    /// <summary>An image of one file in blocks of 4096, whose data is replaced by other compressed blocks.</summary>
    internal static byte[] OfBlocks(CodecKind codec, int length, params byte[][] blocks)
    {
        byte[] image = Of(("a", Samples.File(length)));
        BinaryPrimitives.WriteUInt16LittleEndian(image.AsSpan(CompressorOffset), codec switch { CodecKind.Gzip => 1, CodecKind.Xz => 4, _ => 6 });
        Span<byte> words = Table(image, InodeTable)[WordsOffset..];
        int at = SuperblockSize;
        foreach (byte[] block in blocks)
        {
            block.CopyTo(image, at);
            at += block.Length;
            BinaryPrimitives.WriteInt32LittleEndian(words, block.Length);
            words = words[sizeof(uint)..];
        }

        return image;
    }

    internal static byte[] Compress(CodecKind codec, int length)
    {
        using ICodec compressor = Codecs.Factory(codec, null, SquashFsLimits.MetadataBlock)();
        byte[] room = new byte[SquashFsLimits.MetadataBlock];
        return room[..compressor.Compress(Samples.Bytes(length), room)];
    }

    internal static SquashFsContents Verify(byte[] image)
    {
        using MemoryStream stream = new(image);
        using SquashFsReader reader = SquashFsReader.Open(stream);
        return reader.Verify();
    }

    internal static MalformedDataException Refused(byte[] image) => Assert.Throws<MalformedDataException>(() => Verify(image));
}
