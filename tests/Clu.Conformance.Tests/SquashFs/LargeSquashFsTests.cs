using Clu.Binary;
using Clu.Compression;
using Clu.Images.SquashFs;
using Clu.Images.Trees;
using Clu.Testing;

namespace Clu.Conformance.Tests.SquashFs;

/// <summary>A file over 4 GiB, and what lies behind it. The image is sparse: the file's content is not kept but for its ends.</summary>
public sealed class LargeSquashFsTests : IDisposable
{
    private const long FourGibibytes = 4L << 30;
    private const long Length = FourGibibytes + (3 << 20) + 5;

    private readonly TempFolder _folder = new();

    public LargeSquashFsTests()
    {
        using FileStream output = File.Create(_folder["image"]);
        using SquashFsWriter writer = new(new WithoutMiddle(output), new SquashFsOptions { Codec = CodecKind.None, Workers = 2 });
        writer.Add(FileName.From("large"), new ImageFile(new Letters(), UnixPermissions.ReadOnly));
        writer.Add(FileName.From("small"), new ImageFile(new MemoryContent("behind four gibibytes\n"u8.ToArray()), UnixPermissions.ReadOnly));
        writer.Finish();
        Assert.InRange(output.Length, Length, Length + (1 << 20));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Unsquashfs_rdsquashfs_and_clu_find_both_files()
    {
        Assert.Matches($@" {Length} .*squashfs-root/large\n", Tool.Run("unsquashfs", "-lls", _folder["image"]).Succeeded().Output);
        Assert.Equal("behind four gibibytes\n", Tool.Run("unsquashfs", "-cat", _folder["image"], "small").Succeeded().Output);
        Assert.Equal("behind four gibibytes\n", Tool.Run("rdsquashfs", "-c", "small", _folder["image"]).Succeeded().Output);

        using FileStream image = File.OpenRead(_folder["image"]);
        using SquashFsReader reader = SquashFsReader.Open(image);
        using Stream large = Assert.IsType<SquashFsFile>(reader.Root.Find(FileName.From("large"))).Open();
        Assert.Equal(Length, large.Length);
        large.Position = Length - 5;
        byte[] end = new byte[5];
        large.ReadExactly(end);
        Assert.Equal("ZZZZZ"u8.ToArray(), end);
    }

    [Fact]
    public void The_kernel_reads_both_files()
    {
        Assert.SkipUnless(Environment.UserName == "root", "mounting needs root");
        Directory.CreateDirectory(_folder["mount"]);
        ToolResult mounted = Tool.Run("mount", "-o", "loop,ro", "-t", "squashfs", _folder["image"], _folder["mount"]);
        Assert.SkipUnless(mounted.ExitCode == 0, "no loop devices here: " + mounted.Error);
        try
        {
            Assert.Equal(Length, new FileInfo(Path.Combine(_folder["mount"], "large")).Length);
            Assert.Equal("ZZZZZ", Tool.Run("tail", "-c", "5", Path.Combine(_folder["mount"], "large")).Succeeded().Output);
            Assert.Equal("behind four gibibytes\n", File.ReadAllText(Path.Combine(_folder["mount"], "small")));
        }
        finally
        {
            Tool.Run("umount", _folder["mount"]).Succeeded();
        }
    }

    /// <summary>Passes over what is written between the first MiB and 4 GiB.</summary>
    private sealed class WithoutMiddle(FileStream file) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => true;

        public override bool CanWrite => true;

        public override long Length => file.Length;

        public override long Position
        {
            get => file.Position;
            set => file.Position = value;
        }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            if (Position > 1 << 20 && Position + buffer.Length < FourGibibytes)
                Position += buffer.Length;
            else
                file.Write(buffer);
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => file.Seek(offset, origin);

        public override void SetLength(long value) => file.SetLength(value);

        public override void Flush() => file.Flush();
    }

    /// <summary>The letter Z, over and over.</summary>
    private sealed class Letters : IFileContent
    {
        long IFileContent.Length => Length;

        public Stream Open() => new Source();

        private sealed class Source : Stream
        {
            private long _position;

            public override bool CanRead => true;

            public override bool CanSeek => false;

            public override bool CanWrite => false;

            public override long Length => LargeSquashFsTests.Length;

            public override long Position
            {
                get => _position;
                set => throw new NotSupportedException();
            }

            public override int Read(Span<byte> buffer)
            {
                int count = (int)Math.Min(buffer.Length, Length - _position);
                buffer[..count].Fill((byte)'Z');
                _position += count;
                return count;
            }

            public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

            public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

            public override void SetLength(long value) => throw new NotSupportedException();

            public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

            public override void Flush()
            {
            }
        }
    }
}
