using System.IO.Compression;
using Clu.Images.Cpio;
using Clu.Images.Trees;
using Clu.Media.Contracts;

namespace Clu.Fuzz.Targets;

/// <summary>Any ramdisk is read or refused.</summary>
public sealed class InitrdTarget : IFuzzTarget
{
    public string Name => "initrd";

    public IEnumerable<byte[]> Seeds()
    {
        ImageDirectory root = new();
        root.AddPath("fstab", new ImageFile(new MemoryContent("/dev/disk/by-label/x /iso\n"u8.ToArray()), UnixPermissions.File));
        using MemoryStream plain = new();
        CpioWriter.Write(root, plain);
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(plain.ToArray());
        yield return plain.ToArray();
        yield return [.. plain.ToArray(), 0, 0, 0, 0, .. packed.ToArray()];
    }

    public void Run(ReadOnlySpan<byte> input)
    {
        InitrdContents contents = new(input.ToArray());
        _ = contents.Paths.Count();
        _ = contents.Mentions("by-label");
    }
}
