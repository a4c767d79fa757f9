using Clu.Images.Fat;
using Clu.Images.Trees;

namespace Clu.Fuzz.Targets;

/// <summary>Reads a FAT image.</summary>
public sealed class FatTarget : IFuzzTarget
{
    public string Name => "fat";

    public IEnumerable<byte[]> Seeds()
    {
        ImageDirectory tree = new();
        yield return FatWriter.Write(tree, new FatOptions());
        tree.AddPath("EFI/BOOT/BOOTX64.EFI", new ImageFile(new MemoryContent(new byte[3000]), UnixPermissions.File));
        tree.AddPath("EFI/a longer name.text", new ImageFile(new MemoryContent(new byte[30]), UnixPermissions.File));
        yield return FatWriter.Write(tree, new FatOptions());
        foreach (byte[] golden in GoldenSeeds.Find("fat12.img"))
            yield return golden;
    }

    public void Run(ReadOnlySpan<byte> input) => FatReader.Read(input.ToArray());
}
