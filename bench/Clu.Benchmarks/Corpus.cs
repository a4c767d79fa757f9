using System.Globalization;
using System.Text;
using Clu.Images.Trees;
using Clu.Nix.Hashing;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;

namespace Clu.Benchmarks;

/// <summary>What the benchmarks work on: the same in every run, and as compressible as programs and texts are together.</summary>
internal static class Corpus
{
    /// <summary>Bytes of all files of <see cref="Tree"/>.</summary>
    internal const int TreeLength = (SmallFiles * SmallLength) + (LargeFiles * LargeLength);

    private const int SmallFiles = 256;
    private const int SmallLength = 8 << 10;
    private const int LargeFiles = 2;
    private const int LargeLength = 3 << 20;
    private const int Objects = 500;
    private const int ReferencesEach = 8;

    /// <summary>Many small files, two large ones and, unless the format has none, a link.</summary>
    internal static ImageDirectory Tree(bool link = true)
    {
        ImageDirectory tree = new();
        for (int i = 0; i < SmallFiles; i++)
            tree.AddPath(string.Create(CultureInfo.InvariantCulture, $"share/d{i / 16}/file{i}.txt"), File(Content(SmallLength, i)));
        for (int i = 0; i < LargeFiles; i++)
            tree.AddPath(string.Create(CultureInfo.InvariantCulture, $"lib/large{i}.so"), File(Content(LargeLength, SmallFiles + i)));
        if (link)
            tree.AddPath("bin", new ImageSymlink("lib"));
        return tree;
    }

    /// <summary>Store objects as a closure has them.</summary>
    internal static StoreObjectInfo[] Closure()
    {
        StorePath[] paths = [.. Enumerable.Range(0, Objects).Select(Path)];
        return
        [
            .. paths.Select((path, i) => new StoreObjectInfo
            {
                Path = path,
                NarHash = Hash.Of(HashAlgorithm.Sha256, Encoding.ASCII.GetBytes(path.BaseName)),
                NarSize = 1000 + i,
                References = [.. paths.Skip(i - Math.Min(i, ReferencesEach)).Take(ReferencesEach)],
            }),
        ];
    }

    private static StorePath Path(int i)
    {
        Hash hash = Hash.Of(HashAlgorithm.Sha256, BitConverter.GetBytes(i));
        return StoreDirectory.Default.Parse(string.Create(CultureInfo.InvariantCulture, $"/nix/store/{Nix32.Encode(hash.Bytes[..20])}-package-1.{i}"));
    }

    private static ImageFile File(byte[] content) => new(new MemoryContent(content), UnixPermissions.ReadOnly);

    /// <summary>Words of a small vocabulary, with random bytes among them.</summary>
    private static byte[] Content(int length, int seed)
    {
        Random random = new(seed);
        byte[] vocabulary = new byte[4096];
        random.NextBytes(vocabulary);
        byte[] content = new byte[length];
        for (int at = 0; at < length;)
        {
            int count = Math.Min(random.Next(3, 24), length - at);
            vocabulary.AsSpan(random.Next(vocabulary.Length - count), count).CopyTo(content.AsSpan(at));
            at += count;
        }

        return content;
    }
}
