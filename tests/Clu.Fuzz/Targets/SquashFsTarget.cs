using Clu.Binary;
using Clu.Compression;
using Clu.Images.SquashFs;
using Clu.Images.Trees;

namespace Clu.Fuzz.Targets;

/// <summary>Opens an image, takes its objects out as they are compressed, and reads all of it.</summary>
public sealed class SquashFsTarget : IFuzzTarget
{
    public string Name => "squashfs";

    public IEnumerable<byte[]> Seeds()
    {
        ImageDirectory tree = new();
        tree.AddPath("a/file", new ImageFile(new MemoryContent(new byte[5000].Select((_, i) => (byte)(i / 7)).ToArray()), UnixPermissions.ReadOnly));
        tree.AddPath("a/holes", new ImageFile(new MemoryContent(new byte[10_000]), UnixPermissions.ReadOnly));
        tree.AddPath("b/link", new ImageSymlink("../a/file"));
        foreach (CodecKind codec in (CodecKind[])[CodecKind.None, CodecKind.Gzip, CodecKind.Zstd])
        {
            using MemoryStream image = new();
            using SquashFsWriter writer = new(image, new SquashFsOptions { Codec = codec, BlockSize = new BlockSize(4096) });
            writer.Add(FileName.From("object"), tree);
            writer.Finish();
            yield return image.ToArray();
        }

        foreach (byte[] golden in GoldenSeeds.Find("*.squashfs"))
            yield return golden;
    }

    public void Run(ReadOnlySpan<byte> input)
    {
        using MemoryStream stream = new(input.ToArray());
        using SquashFsReader reader = SquashFsReader.Open(stream);
        foreach (SquashFsEntry entry in reader.Root.Entries())
            reader.Extract(entry.Node, 0)?.Segment.Write(Stream.Null);
        reader.Verify();
    }
}
