using System.Text;
using Clu.Binary;
using CsCheck;

namespace Clu.Compression.Tests;

public sealed class ZstdStreamsTests
{
    private static readonly byte[] _text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 300).Select(i => $"line {i % 17} of some text\n")));

    [Fact]
    public void What_was_packed_comes_back() => Gen.Byte[0, 3].Array[0, 300_000].Sample(
        content => Unpack(Pack(content)).AsSpan().SequenceEqual(content), iter: 30, threads: 1);

    [Theory]
    [InlineData(1)]
    [InlineData(19)]
    public void What_was_packed_with_a_level_comes_back(int level)
    {
        using MemoryStream packed = new();
        using (Stream packer = ZstdStreams.Pack(packed, level))
            packer.Write(_text);
        Assert.Equal(_text, Unpack(packed.ToArray()));
    }

    [Fact]
    public void A_wrong_expectation_of_the_length_does_no_harm()
    {
        Assert.Equal(_text, Unpack(Pack(_text, 1)));
        Assert.Equal(_text, Unpack(Pack(_text, long.MaxValue)));
    }

    [Fact]
    public void A_repetition_far_away_is_found()
    {
        byte[] random = new byte[20 << 20];
        new Random(1).NextBytes(random);
        Assert.InRange(Pack([.. random, .. random]).Length, random.Length, random.Length * 101L / 100);
    }

    [Fact]
    public void Input_cut_off_at_any_byte_is_refused()
    {
        byte[] packed = Pack(_text);
        for (int length = 1; length < packed.Length; length++)
            Assert.Throws<MalformedDataException>(() => Unpack(packed[..length]));
    }

    [Fact]
    public void Frames_behind_each_other_are_one_content_and_garbage_is_refused()
    {
        byte[] packed = Pack(_text);
        Assert.Equal([.. _text, .. _text], Unpack([.. packed, .. packed]));
        Assert.Throws<MalformedDataException>(() => Unpack([.. packed, .. "garbage"u8]));
    }

    [Fact]
    public void Room_for_the_window_is_asked_for_once_and_given_back()
    {
        byte[] packed = Pack(new byte[3 << 20]);
        List<long> asked = [];
        Room room = new();
        using (Stream unpacked = ZstdStreams.Unpack(new MemoryStream(packed), size =>
        {
            asked.Add(size);
            return room;
        }))
        {
            unpacked.CopyTo(Stream.Null);
            Assert.False(room.IsFree);
        }

        Assert.True(room.IsFree);
        Assert.Equal([ZstdStreams.WindowSize(3 << 20)], asked);
    }

    [Fact]
    public void A_window_larger_than_any_that_nix_reads_is_refused()
    {
        // A frame header that asks for 2 GiB.
        byte[] bomb = [0x28, 0xB5, 0x2F, 0xFD, 0x00, (31 - 10) << 3, 0x01, 0x00, 0x00];
        Assert.Throws<MalformedDataException>(() => Unpack(bomb));
    }

    private static byte[] Pack(byte[] content, long? length = null)
    {
        using MemoryStream packed = new();
        using (Stream packer = ZstdStreams.Pack(packed, length ?? content.Length))
        {
            // In pieces of odd lengths, as archives come.
            for (int at = 0, step = 1; at < content.Length; at += step, step = (step * 3) + 1)
                packer.Write(content, at, Math.Min(step, content.Length - at));
        }

        return packed.ToArray();
    }

    private static byte[] Unpack(byte[] packed)
    {
        using Stream unpacked = ZstdStreams.Unpack(new MemoryStream(packed));
        using MemoryStream content = new();
        unpacked.CopyTo(content);
        return content.ToArray();
    }

    private sealed class Room : IDisposable
    {
        public bool IsFree { get; private set; }

        public void Dispose() => IsFree = true;
    }
}
