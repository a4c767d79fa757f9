using Clu.Images.Iso9660;
using Clu.Images.Trees;

namespace Clu.Fuzz.Targets;

/// <summary>Opens an image and reads its whole tree.</summary>
public sealed class Iso9660Target : IFuzzTarget
{
    public string Name => "iso9660";

    public IEnumerable<byte[]> Seeds()
    {
        ImageDirectory tree = new();
        tree.AddPath("boot/eltorito.img", new ImageFile(new MemoryContent(new byte[3000]), UnixPermissions.File));
        tree.AddPath("a/link", new ImageSymlink("../b//c"));
        tree.AddPath($"a/{new string('n', 255)}", new ImageFile(new MemoryContent(new byte[10]), UnixPermissions.File));
        Iso9660Options options = new() { Label = VolumeLabel.Parse("SEED") };
        yield return Write(tree, options);
        yield return Write(tree, options with { Bios = new BiosBoot { ImagePath = "boot/eltorito.img", HybridMbr = new byte[512] } });
        foreach (byte[] golden in GoldenSeeds.Find("*.iso"))
            yield return golden;
    }

    public void Run(ReadOnlySpan<byte> input)
    {
        using MemoryStream image = new(input.ToArray());
        Iso9660Reader.Open(image).ReadTree();
    }

    private static byte[] Write(ImageDirectory tree, Iso9660Options options)
    {
        using MemoryStream image = new();
        new Iso9660Writer(image, options).Write(tree);
        return image.ToArray();
    }
}
