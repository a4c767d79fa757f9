using Clu.Conformance.Tests.SquashFs;
using Clu.Images.Fat;
using Clu.Images.Iso9660;
using Clu.Images.Trees;
using Clu.Testing;

namespace Clu.Conformance.Tests.Iso9660;

/// <summary>A hybrid image of a tree on disk.</summary>
internal static class IsoImage
{
    internal const string BootImage = "boot/eltorito.img";

    /// <summary>Adds what ISO images find hard to the tree of the SquashFS tests.</summary>
    internal static void MakeTree(string path)
    {
        DiskTree.Make(path);
        Directory.CreateDirectory(Path.Combine(path, "1/2/3/4/5/6/7/8/9/10/11/12"));
        File.WriteAllText(Path.Combine(path, "1/2/3/4/5/6/7/8/9/10/11/12/deep"), "deep");
        File.WriteAllText(Path.Combine(path, new string('n', 255)), "long");
        File.CreateSymbolicLink(Path.Combine(path, "far"), string.Join('/', Enumerable.Repeat("component", 90)));
        File.CreateSymbolicLink(Path.Combine(path, "absolute"), "/nix/store/../x");
        Directory.CreateDirectory(Path.Combine(path, "boot"));
        File.WriteAllBytes(Path.Combine(path, BootImage), new byte[40_000]);
    }

    internal static void Write(string file, ImageDirectory tree, string label = "clu-installer-1.0")
    {
        ImageDirectory efi = new();
        efi.AddPath("EFI/BOOT/BOOTX64.EFI", new ImageFile(new MemoryContent(new byte[100_000]), UnixPermissions.File));
        efi.AddPath("EFI/BOOT/BOOTIA32.EFI", new ImageFile(new MemoryContent(new byte[70_000]), UnixPermissions.File));
        using FileStream output = new(file, FileMode.Create, FileAccess.ReadWrite);
        new Iso9660Writer(output, new Iso9660Options
        {
            Label = VolumeLabel.Parse(label),
            FileTime = new DateTimeOffset(2024, 2, 29, 1, 2, 3, TimeSpan.Zero),
            VolumeTime = new DateTimeOffset(2001, 9, 9, 1, 46, 40, TimeSpan.Zero),
            Seed = new byte[32],
            Bios = new BiosBoot { ImagePath = BootImage, HybridMbr = new byte[512] },
            Efi = new EfiBoot { FatImage = new MemoryContent(FatWriter.Write(efi, new FatOptions())) },
        }).Write(tree);
    }

    /// <summary>Reads an image back onto disk.</summary>
    internal static void Extract(ImageDirectory tree, string path)
    {
        Directory.CreateDirectory(path);
        foreach ((Binary.FileName name, ImageNode node) in tree.Entries)
        {
            string at = Path.Combine(path, name.ToString());
            switch (node)
            {
                case ImageDirectory directory:
                    Extract(directory, at);
                    break;
                case ImageFile file:
                    using (Stream content = file.Content.Open())
                    using (FileStream copy = File.Create(at))
                        content.CopyTo(copy);
                    break;
                case ImageSymlink link:
                    File.CreateSymbolicLink(at, System.Text.Encoding.UTF8.GetString(link.Target.Span));
                    break;
            }
        }
    }

    internal static void Same(TempFolder folder, string tree, string other) =>
        Tool.Run("diff", "-r", "--no-dereference", "--exclude", "eltorito.img", folder[tree], folder[other]).Succeeded();
}
