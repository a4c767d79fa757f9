using Clu.Binary;
using Clu.Compression;
using Clu.Images.SquashFs;
using Clu.Images.Trees;

namespace Clu.Images.Tests.SquashFs;

/// <summary>Trees and images that the tests share.</summary>
internal static class Samples
{
    internal static readonly BlockSize Small = new(4096);

    internal static SquashFsOptions Options(CodecKind codec = CodecKind.Zstd, int workers = 1) =>
        new() { Codec = codec, BlockSize = Small, Workers = workers, Level = codec == CodecKind.None ? null : 3 };

    internal static byte[] Bytes(int length, int seed = 0)
    {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++)
            bytes[i] = (byte)(((i * 31) + (i / 97) + seed) >> (i % 3));
        return bytes;
    }

    internal static ImageFile File(int length, int seed = 0) => new(new MemoryContent(Bytes(length, seed)), UnixPermissions.ReadOnly);

    /// <summary>Every kind of content: empty, tail only, exact block, blocks with tail, holes, noise, duplicates, links, deep folders.</summary>
    internal static ImageDirectory Tree()
    {
        ImageDirectory tree = new();
        tree.AddPath("bin/program", new ImageFile(new MemoryContent(Bytes(10_000)), UnixPermissions.ReadOnlyExecutable));
        tree.AddPath("empty", File(0));
        tree.AddPath("share/small.txt", File(100));
        tree.AddPath("share/same.txt", File(100));
        tree.AddPath("share/block", File(4096));
        tree.AddPath("share/large-same", File(9000));
        tree.AddPath("share/large-again", File(9000));
        tree.AddPath("share/holes", new ImageFile(new MemoryContent(Holes()), UnixPermissions.ReadOnly));
        byte[] noise = new byte[6000];
        new Random(1).NextBytes(noise);
        tree.AddPath("share/noise", new ImageFile(new MemoryContent(noise), UnixPermissions.ReadOnly));
        tree.AddPath("lib/libx.so", new ImageSymlink("libx.so.1"));
        tree.AddPath("a/b/c/d/e", new ImageSymlink("../../../../empty"));
        return tree;
    }

    internal static byte[] Image(SquashFsOptions options, params (string Name, ImageNode Node)[] entries)
    {
        using MemoryStream output = new();
        using SquashFsWriter writer = new(output, options);
        foreach ((string name, ImageNode node) in entries)
            writer.Add(FileName.From(name), node);
        writer.Finish();
        return output.ToArray();
    }

    internal static void Equal(ImageNode expected, SquashFsNode actual)
    {
        switch (expected)
        {
            case ImageDirectory directory:
                SquashFsDirectory read = Assert.IsType<SquashFsDirectory>(actual);
                SquashFsEntry[] entries = [.. read.Entries()];
                Assert.Equal(directory.Entries.Select(entry => entry.Key), entries.Select(entry => entry.Name));
                Assert.Equal(directory.Mode, read.Mode);
                foreach ((FileName name, ImageNode node) in directory.Entries)
                    Equal(node, entries.Single(entry => entry.Name == name).Node);
                break;
            case ImageFile file:
                SquashFsFile content = Assert.IsType<SquashFsFile>(actual);
                Assert.Equal(file.Mode, content.Mode);
                Assert.Equal(All(file.Content.Open()), All(content.Open()));
                break;
            case ImageSymlink link:
                Assert.Equal(link.Target.ToArray(), Assert.IsType<SquashFsSymlink>(actual).Target.ToArray());
                break;
        }
    }

    internal static byte[] All(Stream stream)
    {
        using (stream)
        {
            using MemoryStream bytes = new();
            stream.CopyTo(bytes);
            return bytes.ToArray();
        }
    }

    private static byte[] Holes()
    {
        byte[] bytes = new byte[5 * 4096];
        bytes[(2 * 4096) + 5] = 1;
        bytes[^1] = 2;
        return bytes;
    }
}
