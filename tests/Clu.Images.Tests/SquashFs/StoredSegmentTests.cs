using Clu.Binary;
using Clu.Compression;
using Clu.Images.SquashFs;
using Clu.Images.Trees;
using CsCheck;

namespace Clu.Images.Tests.SquashFs;

/// <summary>Objects of an image go into another as they are compressed.</summary>
public sealed class StoredSegmentTests
{
    [Theory]
    [InlineData(CodecKind.Gzip)]
    [InlineData(CodecKind.Xz)]
    [InlineData(CodecKind.Zstd)]
    public void Objects_that_are_copied_give_the_image_that_compressing_them_gives(CodecKind codec)
    {
        (string, ImageNode)[] old = [("b", Samples.Tree()), ("d", Samples.File(50_000)), ("f", new ImageSymlink("b")), ("g", new ImageDirectory()), ("h", Samples.File(7))];
        (string, ImageNode)[] all = [("a", Samples.File(9000)), .. old, ("e", Samples.Tree())];
        all = [.. all.OrderBy(entry => entry.Item1, StringComparer.Ordinal)];
        Assert.Equal(Samples.Image(Samples.Options(codec), all), Extended(codec, old, all));
    }

    [Fact]
    public void Any_trees_that_are_copied_give_the_image_that_compressing_them_gives() => Gen.Int[0, 100_000].Sample(
        seed =>
        {
            (string, ImageNode)[] old = [("b", SampleTrees.Any(seed, links: true)), ("d", SampleTrees.Any(seed + 1, links: true))];
            (string, ImageNode)[] all = [("a", SampleTrees.Any(seed + 2, links: true)), old[0], ("c", SampleTrees.Any(seed, links: true)), old[1]];
            Assert.Equal(Samples.Image(Samples.Options(), all), Extended(CodecKind.Zstd, old, all));
        },
        iter: 40);

    [Fact]
    public void Files_that_objects_share_are_shared_whichever_object_comes_first()
    {
        ImageNode packed = new ImageFile(new MemoryContent((byte[])[0x1F, 0x8B, 0x08, .. Samples.Bytes(3000)]), UnixPermissions.ReadOnly);
        (string, ImageNode)[] old = [("b", packed), ("c", Folder(packed)), ("d", packed)];
        foreach ((string, ImageNode)[] all in new (string, ImageNode)[][] { [("a", packed), .. old], [.. old, ("e", Folder(packed))] })
            Assert.Equal(Samples.Image(Samples.Options(), all), Extended(CodecKind.Zstd, old, all));
    }

    [Fact]
    public void An_image_that_is_cut_off_anywhere_is_refused_or_copied_whole()
    {
        byte[] image = Samples.Image(Samples.Options(), ("a", Samples.Tree()), ("b", Samples.File(5000)));
        for (int length = 0; length < image.Length; length += 61)
        {
            try
            {
                Copied(image[..length]);
            }
            catch (Exception e) when (e is MalformedDataException or CluException)
            {
                continue;
            }

            Assert.True(length > image.Length - 4096); // Padding alone is missing.
        }
    }

    private static ImageDirectory Folder(ImageNode file)
    {
        ImageDirectory folder = new();
        folder.AddPath("x/other.txt", Samples.File(100, 3));
        folder.AddPath("x/same.gz", file);
        return folder;
    }

    private static void Copied(byte[] image)
    {
        using MemoryStream first = new(image);
        using SquashFsReader reader = SquashFsReader.Open(first);
        using MemoryStream output = new();
        using SquashFsWriter writer = new(output, Samples.Options());
        using MemoryStream data = new(image);
        foreach (SquashFsEntry entry in reader.Root.Entries())
        {
            StoredSegment stored = reader.Extract(entry.Node, 3)!;
            writer.Append(entry.Name, stored.Segment, stored.Open(data));
        }

        writer.Finish();
    }

    private static byte[] Extended(CodecKind codec, (string Name, ImageNode Node)[] old, (string Name, ImageNode Node)[] all)
    {
        byte[] image = Samples.Image(Samples.Options(codec), old);
        using MemoryStream first = new(image);
        using SquashFsReader reader = SquashFsReader.Open(first);
        using MemoryStream output = new();
        using SquashFsWriter writer = new(output, Samples.Options(codec, workers: 2));
        using MemoryStream data = new(image);
        foreach ((string name, ImageNode node) in all)
        {
            if (reader.Root.Find(FileName.From(name)) is not { } known)
            {
                writer.Add(FileName.From(name), node);
                continue;
            }

            StoredSegment stored = reader.Extract(known, Samples.Options(codec).Segments.Level)!;
            writer.Append(FileName.From(name), stored.Segment, stored.Open(data));
        }

        writer.Finish();
        return output.ToArray();
    }
}
