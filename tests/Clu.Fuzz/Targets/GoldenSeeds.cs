using System.IO.Compression;
using Clu.Testing;

namespace Clu.Fuzz.Targets;

/// <summary>The images that reference tools made for the unit tests.</summary>
internal static class GoldenSeeds
{
    /// <summary>Those of one kind of file, in the order of their names.</summary>
    /// <param name="pattern">As for files: <c>*.iso</c>.</param>
    internal static IEnumerable<byte[]> Find(string pattern) =>
        Directory.GetFiles(Path.Combine(RepositoryRoot.Path, "tests/Clu.Images.Tests/Golden"), pattern + ".gz").Order(StringComparer.Ordinal).Select(Unpack);

    private static byte[] Unpack(string path)
    {
        using GZipStream content = new(File.OpenRead(path), CompressionMode.Decompress);
        using MemoryStream bytes = new();
        content.CopyTo(bytes);
        return bytes.ToArray();
    }
}
