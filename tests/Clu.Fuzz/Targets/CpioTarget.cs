using Clu.Images.Cpio;
using Clu.Images.Trees;

namespace Clu.Fuzz.Targets;

/// <summary>Reads an archive as a tree.</summary>
public sealed class CpioTarget : IFuzzTarget
{
    public string Name => "cpio";

    public IEnumerable<byte[]> Seeds()
    {
        ImageDirectory tree = new();
        tree.AddPath("a/file", new ImageFile(new MemoryContent(new byte[33]), UnixPermissions.File));
        tree.AddPath("a/link", new ImageSymlink("file"));
        using MemoryStream archive = new();
        CpioWriter.Write(tree, archive);
        yield return archive.ToArray();
        foreach (byte[] golden in GoldenSeeds.Find("*.cpio"))
            yield return golden;
    }

    public void Run(ReadOnlySpan<byte> input) => CpioReader.ReadTree(input.ToArray());
}
