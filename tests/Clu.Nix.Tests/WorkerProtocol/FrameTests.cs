using Clu.Binary;
using Clu.Nix.WorkerProtocol;

namespace Clu.Nix.Tests.WorkerProtocol;

public class FrameTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(65536)]
    [InlineData(200_000)]
    public void What_is_written_is_read_back_and_nothing_behind_it(int length)
    {
        byte[] content = new byte[length];
        new Random(length).NextBytes(content);
        byte[] frames = Write(content);
        using MemoryStream input = new([.. frames, 1, 2, 3]);
        using MemoryStream read = new();
        using (FrameReader reader = new(input))
            reader.CopyTo(read);
        Assert.Equal(content, read.ToArray());
        Assert.Equal(frames.Length, input.Position);
    }

    [Fact]
    public void Frames_cut_off_at_any_byte_are_refused()
    {
        byte[] frames = Write([1, 2, 3]);
        for (int length = 0; length < frames.Length; length++)
        {
            using FrameReader reader = new(new MemoryStream(frames[..length]));
            Assert.Equal(MalformedReason.Truncated, Assert.Throws<MalformedDataException>(() => reader.CopyTo(Stream.Null)).Reason);
        }
    }

    [Fact]
    public void An_absurd_frame_is_refused()
    {
        using FrameReader reader = new(new MemoryStream([0, 0, 0, 0, 0, 0, 0, 1]));
        Assert.Equal(MalformedReason.LimitExceeded, Assert.Throws<MalformedDataException>(() => reader.ReadByte()).Reason);
    }

    [Fact]
    public void Something_can_be_done_before_each_frame()
    {
        int frames = 0;
        using FrameWriter writer = new(Stream.Null, () => frames++);
        writer.Write(new byte[150_000]);
        writer.Finish();
        Assert.Equal(3, frames);
    }

    private static byte[] Write(byte[] content)
    {
        using MemoryStream output = new();
        using FrameWriter writer = new(output, () => { });
        writer.Write(content);
        writer.Finish();
        return output.ToArray();
    }
}
