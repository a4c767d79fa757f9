using Clu.Binary;
using Clu.Compression;
using Clu.Images.SquashFs;
using Clu.Images.Trees;
using CsCheck;

namespace Clu.Images.Tests.SquashFs;

public class SquashFsWriterTests
{
    private const int LogLength = 3500;

    [Theory]
    [InlineData(CodecKind.None)]
    [InlineData(CodecKind.Gzip)]
    [InlineData(CodecKind.Xz)]
    [InlineData(CodecKind.Zstd)]
    public void What_was_written_is_read_back(CodecKind codec)
    {
        using MemoryStream image = new(Samples.Image(Samples.Options(codec), ("object", Samples.Tree()), ("file", Samples.File(5))));
        using SquashFsReader reader = SquashFsReader.Open(image);
        Samples.Equal(Samples.Tree(), reader.Root.Find(FileName.From("object"))!);
        Samples.Equal(Samples.File(5), reader.Root.Find(FileName.From("file"))!);
        SquashFsContents contents = reader.Verify();
        Assert.Equal(reader.InodeCount, contents.Directories + contents.Files + contents.Symlinks);
    }

    [Fact]
    public void Any_tree_is_read_as_written() => Gen.Int[0, 100_000].Sample(
        seed =>
        {
            ImageDirectory tree = SampleTrees.Any(seed, links: true);
            CodecKind codec = Enum.GetValues<CodecKind>()[seed % Enum.GetValues<CodecKind>().Length];
            using MemoryStream image = new(Samples.Image(Samples.Options(codec, workers: 1 + (seed % 2)), ("a", tree)));
            using SquashFsReader reader = SquashFsReader.Open(image);
            Samples.Equal(tree, reader.Root.Find(FileName.From("a"))!);
            reader.Verify();
        },
        iter: 40);

    [Fact]
    public void The_image_does_not_depend_on_the_number_of_workers()
    {
        byte[] one = Samples.Image(Samples.Options(workers: 1), ("a", Samples.Tree()), ("b", Samples.File(50_000)));
        Assert.Equal(one, Samples.Image(Samples.Options(workers: 2), ("a", Samples.Tree()), ("b", Samples.File(50_000))));
        Assert.Equal(one, Samples.Image(Samples.Options(workers: 4), ("a", Samples.Tree()), ("b", Samples.File(50_000))));
    }

    [Fact]
    public void Times_are_those_of_the_options()
    {
        SquashFsOptions options = Samples.Options() with { ImageTime = 1_700_000_000, FileTime = 7 };
        using MemoryStream image = new(Samples.Image(options, ("a", Samples.File(1))));
        using SquashFsReader reader = SquashFsReader.Open(image);
        Assert.Equal((1_700_000_000u, 7u, 0u, 0u), (reader.ImageTime, reader.Root.ModificationTime, reader.Root.Uid, reader.Root.Gid));
    }

    [Fact]
    public void A_segment_placed_by_copy_gives_the_same_image()
    {
        using MemoryStream first = new();
        using MemorySink sink = new();
        using (SquashFsWriter writer = new(first, Samples.Options()))
        {
            writer.Add(FileName.From("z"), Samples.File(20_000));
            writer.Add(FileName.From("a"), Samples.Tree(), sink);
            writer.Finish();
        }

        using MemoryStream record = new();
        sink.Segment!.Write(record);
        record.Position = 0;
        using MemoryStream second = new();
        using (SquashFsWriter writer = new(second, Samples.Options()))
        {
            writer.Add(FileName.From("z"), Samples.File(20_000));
            writer.Append(FileName.From("a"), SquashFsSegment.Read(record), new MemoryStream(sink.Data.ToArray()));
            writer.Finish();
        }

        Assert.Equal(first.ToArray(), second.ToArray());
    }

    [Fact]
    public void A_segment_of_other_settings_is_refused()
    {
        using MemorySink sink = new();
        using SquashFsWriter writer = new(new MemoryStream(), Samples.Options());
        writer.Add(FileName.From("a"), Samples.File(10), sink);
        writer.Finish();
        using SquashFsWriter other = new(new MemoryStream(), Samples.Options() with { Level = 4 });
        CluException error = Assert.Throws<CluException>(() => other.Append(FileName.From("a"), sink.Segment!, Stream.Null));
        Assert.Equal("CLU0241", error.Code);
    }

    [Fact]
    public void Segment_data_that_is_cut_off_is_refused()
    {
        using MemorySink sink = new();
        using (SquashFsWriter writer = new(new MemoryStream(), Samples.Options()))
        {
            writer.Add(FileName.From("a"), Samples.Tree(), sink);
            writer.Finish();
        }

        using SquashFsWriter other = new(new MemoryStream(), Samples.Options());
        other.Append(FileName.From("a"), sink.Segment!, new MemoryStream(sink.Data.ToArray()[..^1]));
        Assert.Equal("CLU0242", Assert.Throws<CluException>(other.Finish).Code);
    }

    [Fact]
    public void Equal_files_are_stored_once()
    {
        ImageDirectory one = new();
        one.AddPath("x", Samples.File(100_000));
        ImageDirectory two = new();
        two.AddPath("x", Samples.File(100_000));
        two.AddPath("y", Samples.File(100_000));
        int single = Samples.Image(Samples.Options(CodecKind.None), ("a", one)).Length;
        Assert.InRange(Samples.Image(Samples.Options(CodecKind.None), ("a", two)).Length, single, single + 4096);
    }

    [Fact]
    public void Small_packed_files_are_stored_once_in_the_whole_image()
    {
        int one = Samples.Image(Samples.Options(), ("a", Log(1))).Length;
        byte[] image = Samples.Image(Samples.Options(), ("a", Log(1)), ("b", Log(1)), ("c", Log(2)), ("d", Log(1)));
        Assert.InRange(image.Length, one, one + (2 * 4096)); // Four logs would take three blocks more.
        using SquashFsReader reader = SquashFsReader.Open(new MemoryStream(image));
        reader.Verify();
        foreach ((string name, int seed) in new[] { ("a", 1), ("b", 1), ("c", 2), ("d", 1) })
            Samples.Equal(Log(seed), reader.Root.Find(FileName.From(name))!);
    }

    [Fact]
    public void A_segment_that_shares_blocks_with_others_can_be_placed_without_them()
    {
        using MemoryStream first = new();
        using MemorySink sink = new();
        using (SquashFsWriter writer = new(first, Samples.Options()))
        {
            writer.Add(FileName.From("a"), Log(1));
            writer.Add(FileName.From("b"), Log(1, 2, 1), sink);
            writer.Finish();
        }

        using MemoryStream record = new();
        sink.Segment!.Write(record);
        foreach (bool withOther in new[] { true, false })
        {
            record.Position = 0;
            using MemoryStream second = new();
            using (SquashFsWriter writer = new(second, Samples.Options()))
            {
                if (withOther)
                    writer.Add(FileName.From("a"), Log(1));
                writer.Append(FileName.From("b"), SquashFsSegment.Read(record), new MemoryStream(sink.Data.ToArray()));
                writer.Finish();
            }

            if (withOther)
                Assert.Equal(first.ToArray(), second.ToArray());
            second.Position = 0;
            using SquashFsReader reader = SquashFsReader.Open(second);
            reader.Verify();
            Samples.Equal(Log(1, 2, 1), reader.Root.Find(FileName.From("b"))!);
        }
    }

    [Fact]
    public void Large_directories_have_an_index_and_come_back()
    {
        ImageDirectory tree = new();
        for (int i = 0; i < 3000; i++)
            tree.AddPath($"name-{i:D6}", Samples.File(i % 3));
        using MemoryStream image = new(Samples.Image(Samples.Options(), ("a", tree)));
        using SquashFsReader reader = SquashFsReader.Open(image);
        Samples.Equal(tree, reader.Root.Find(FileName.From("a"))!);
    }

    [Fact]
    public void The_image_starts_where_the_stream_stands()
    {
        using MemoryStream output = new();
        output.Write(new byte[1000]);
        using SquashFsWriter writer = new(output, Samples.Options());
        writer.Add(FileName.From("a"), Samples.Tree());
        SquashFsSummary summary = writer.Finish();
        Assert.Equal(1000 + summary.Length, output.Position);
        using SquashFsReader reader = SquashFsReader.Open(output, 1000, summary.Length);
        Samples.Equal(Samples.Tree(), reader.Root.Find(FileName.From("a"))!);
    }

    [Fact]
    public void A_file_shorter_than_it_said_is_an_error()
    {
        using SquashFsWriter writer = new(new MemoryStream(), Samples.Options());
        ImageFile liar = new(new ShortContent(), UnixPermissions.ReadOnly);
        Assert.Equal("CLU0240", Assert.Throws<CluException>(() => writer.Add(FileName.From("a"), liar)).Code);
    }

    [Fact]
    public void Progress_ends_at_all_content()
    {
        LastValue progress = new();
        using SquashFsWriter writer = new(new MemoryStream(), Samples.Options(), progress);
        writer.Add(FileName.From("a"), Samples.Tree());
        Assert.Equal(writer.Finish().ContentLength, progress.Value);
    }

    private sealed class LastValue : IProgress<long>
    {
        internal long Value { get; private set; }

        public void Report(long value) => Value = value;
    }

    private sealed class ShortContent : IFileContent
    {
        public long Length => 10_000;

        public Stream Open() => new MemoryStream(new byte[9_000]);
    }

    private sealed class MemorySink : ISegmentSink, IDisposable
    {
        internal MemoryStream Data { get; } = new();

        internal SquashFsSegment? Segment { get; private set; }

        public void Write(ReadOnlySpan<byte> data) => Data.Write(data);

        public void Complete(SquashFsSegment segment) => Segment = segment;

        public void Dispose() => Data.Dispose();
    }

    /// <summary>A package's change logs, which begin as gzip does.</summary>
    private static ImageDirectory Log(params int[] seeds)
    {
        ImageDirectory tree = new();
        tree.AddPath("bin", Samples.File(300, seeds[0]));
        for (int i = 0; i < seeds.Length; i++)
        {
            byte[] log = [0x1F, 0x8B, 0x08, .. Samples.Bytes(LogLength, seeds[i])];
            tree.AddPath($"doc/{i}.gz", new ImageFile(new MemoryContent(log), UnixPermissions.ReadOnly));
        }

        return tree;
    }
}
