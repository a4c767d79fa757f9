using Clu.Images.Fat;
using Clu.Images.Iso9660;
using Clu.Images.Trees;

namespace Clu.Images.Tests.Iso9660;

/// <summary>Images that the tests share.</summary>
internal static class IsoSamples
{
    internal const string BootImage = "boot/eltorito.img";

    internal static Iso9660Options Plain { get; } = new()
    {
        Label = VolumeLabel.Parse("clu-installer-1.0-x86_64"),
        FileTime = new DateTimeOffset(2024, 2, 29, 1, 2, 3, TimeSpan.Zero),
        VolumeTime = new DateTimeOffset(2001, 9, 9, 1, 46, 40, TimeSpan.Zero),
        Application = "clu",
        Publisher = "the publisher",
    };

    internal static Iso9660Options Hybrid { get; } = Plain with
    {
        Seed = SampleTrees.Bytes(32),
        Bios = new BiosBoot { ImagePath = BootImage, HybridMbr = SampleTrees.Bytes(512) },
        Efi = new EfiBoot { FatImage = new MemoryContent(FatWriter.Write(new ImageDirectory(), new FatOptions())) },
    };

    /// <param name="many">Files in one folder; with 200 it has several sectors.</param>
    internal static ImageDirectory Tree(int many = 200)
    {
        ImageDirectory tree = new(UnixPermissions.Executable);
        tree.AddPath(BootImage, SampleTrees.File(SampleTrees.Bytes(5001)));
        tree.AddPath("empty", SampleTrees.File(""));
        tree.AddPath("links/absolute", new ImageSymlink("/nix/store/hash-name/bin/tool"));
        tree.AddPath("links/root", new ImageSymlink("/"));
        tree.AddPath("links/odd", new ImageSymlink("..//.//a/../b/"));
        tree.AddPath("links/long", new ImageSymlink(string.Join('/', Enumerable.Repeat("component", 90))));
        tree.AddPath("links/part", new ImageSymlink(new string('p', 1000)));
        tree.AddPath("links/longest", new ImageSymlink(string.Join('/', Enumerable.Repeat(new string('c', 250), 17))[..4095]));
        tree.AddPath("1/2/3/4/5/6/7/8/9/10/11/12/deep", SampleTrees.File("deep"));
        tree.AddPath("name/" + new string('n', 255), SampleTrees.File("long"));
        tree.AddPath("name/Ünïcödé.txt", SampleTrees.File("unicode"));
        for (int i = 0; i < many; i++)
            tree.AddPath($"many/an entry whose first thirty characters are the same {i}.conf", SampleTrees.File($"{i}"));
        tree.AddPath("program", new ImageFile(new MemoryContent(SampleTrees.Bytes(10_000)), UnixPermissions.ReadOnlyExecutable));
        return tree;
    }

    internal static byte[] Write(ImageDirectory tree, Iso9660Options options) => Write(tree, options, out _);

    internal static byte[] Write(ImageDirectory tree, Iso9660Options options, out Iso9660Summary summary)
    {
        using MemoryStream image = new();
        summary = new Iso9660Writer(image, options).Write(tree);
        return image.ToArray();
    }

    internal static Iso9660Reader Read(byte[] image) => Iso9660Reader.Open(new MemoryStream(image));
}
