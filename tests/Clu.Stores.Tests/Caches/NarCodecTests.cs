using System.Text;
using Clu.Binary;
using Clu.Nix.NarInfos;
using Clu.Stores.Caches;

namespace Clu.Stores.Tests.Caches;

public sealed class NarCodecTests
{
    private const string Text = "clu reads lz4 frames, clu reads lz4 frames, clu reads lz4 frames\n";

    // printf 'clu reads lz4 frames, clu reads lz4 frames, clu reads lz4 frames\n' > text
    // lz4 -9 -c text | base64; lz4 -9 -BD -B4 --content-size -c text | base64; (lz4 -c text; lz4 -c text) | base64
    [Theory]
    [InlineData("BCJNGGRApyEAAAD/B2NsdSByZWFkcyBsejQgZnJhbWVzLCAWABNQYW1lcwoAAAAAhQH0Yg==", 1)]
    [InlineData("BCJNGGxAQQAAAAAAAABBIQAAAP8HY2x1IHJlYWRzIGx6NCBmcmFtZXMsIBYAE1BhbWVzCgAAAACFAfRi", 1)]
    [InlineData(
        "BCJNGGRApyEAAAD/B2NsdSByZWFkcyBsejQgZnJhbWVzLCAWABNQYW1lcwoAAAAAhQH0YgQiTRhkQKchAAAA/wdjbHUgcmVhZHMgbHo0IGZyYW1lcywgFgATUGFtZXMKAAAAAIUB9GI=", 2)]
    public void Lz4_frames_are_read(string frame, int times) =>
        Assert.Equal(string.Concat(Enumerable.Repeat(Text, times)), Encoding.ASCII.GetString(Unpack(NarCompression.Lz4, Convert.FromBase64String(frame))));

    public static TheoryData<NarCompression> Written => [NarCompression.Gzip, NarCompression.Brotli, NarCompression.Zstd, NarCompression.Xz, NarCompression.Lz4, NarCompression.None];

    [Theory]
    [MemberData(nameof(Written))]
    public void What_is_packed_is_unpacked(NarCompression compression)
    {
        byte[] content = [.. Enumerable.Range(0, 300_000).Select(i => (byte)(i * i >> 7))];
        Assert.Equal(content, Unpack(compression, SmallFile.Pack(compression, content)));
    }

    [Theory]
    [MemberData(nameof(Written))]
    [InlineData(NarCompression.Bzip2)]
    public void What_is_not_packed_so_is_malformed_or_other_bytes_but_no_crash(NarCompression compression)
    {
        byte[] content = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(Text, 20)));
        byte[] sound = compression == NarCompression.Bzip2 ? content : SmallFile.Pack(compression, content);
        for (int i = 0; i < sound.Length; i++)
        {
            byte[] hostile = [.. sound];
            hostile[i] ^= 0x55;
            Look(hostile);
            Look(sound[..i]);
        }

        void Look(byte[] packed)
        {
            try
            {
                Unpack(compression, packed);
            }
            catch (Exception e) when (e is MalformedDataException or CluException)
            {
                // Said as it should be.
            }
        }
    }

    private static byte[] Unpack(NarCompression compression, byte[] packed)
    {
        using Stream unpacked = NarCodec.Unpack(compression, new MemoryStream(packed));
        byte[] buffer = new byte[16 << 20];
        return buffer[..unpacked.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false)];
    }
}
