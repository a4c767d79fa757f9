using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Clu.Images.Trees;
using Clu.Testing;

namespace Clu.Images.Tests.Golden;

/// <summary>The images that reference tools made with <c>Golden/make</c>, and the tree that is in them.</summary>
internal static class GoldenTree
{
    /// <summary>Seconds since 1970 of every file.</summary>
    internal const uint Time = 1_000_000_000;

    /// <summary>An image's bytes.</summary>
    internal static byte[] Image(string name)
    {
        using FileStream file = File.OpenRead(Path.Combine(RepositoryRoot.Path, "tests/Clu.Images.Tests/Golden", name + ".gz"));
        using GZipStream content = new(file, CompressionMode.Decompress);
        using MemoryStream bytes = new();
        content.CopyTo(bytes);
        return bytes.ToArray();
    }

    /// <summary>The tree.</summary>
    /// <param name="links">Whether the format has symbolic links.</param>
    /// <param name="modes">Whether the format has permission bits; else all are those of <see cref="UnixPermissions.File"/>.</param>
    internal static ImageDirectory Make(bool links = true, bool modes = true)
    {
        ImageDirectory tree = new(UnixPermissions.Executable);
        tree.AddPath("bin/tool", new ImageFile(new MemoryContent(Sequence()), modes ? UnixPermissions.Executable : UnixPermissions.File));
        tree.AddPath("noise", SampleTrees.File(Noise()));
        tree.AddPath("zeros", SampleTrees.File([.. new byte[10_000], .. "end\n"u8]));
        tree.AddPath("empty", SampleTrees.File(""));
        tree.AddPath("share/one", SampleTrees.File("one\n"));
        tree.AddPath("share/another", SampleTrees.File("one\n"));
        tree.AddPath("deep/er/est/file", SampleTrees.File("deep\n"));
        for (int i = 100; i < 400; i++)
            tree.AddPath($"many/name-{i}", SampleTrees.File(""));
        if (links)
            tree.AddPath("link", new ImageSymlink("bin/tool"));
        return tree;
    }

    private static byte[] Sequence() => Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(1, 2000).Select(i => $"{i}\n")));

    private static byte[] Noise() => [.. Enumerable.Range(1, 80).SelectMany(i => SHA512.HashData(Encoding.ASCII.GetBytes($"{i}\n")))];
}
