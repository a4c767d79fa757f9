using Clu.Images.Iso9660;
using Clu.Images.Trees;
using Clu.Media.Checksums;
using Clu.Media.Composing;

namespace Clu.Cli.Tests.Commands;

/// <summary>A small medium with a checksum and an empty personal area.</summary>
internal static class SampleIso
{
    /// <summary>Writes one.</summary>
    /// <returns>The file.</returns>
    public static string Write(string file)
    {
        ImageDirectory files = new MediumLayout().Files;
        byte[] noise = new byte[1_500_000];
        new Random(1).NextBytes(noise);
        files.AddPath("noise", new ImageFile(new MemoryContent(noise), UnixPermissions.File));
        using FileStream image = new(file, FileMode.Create, FileAccess.ReadWrite);
        new Iso9660Writer(image, new Iso9660Options { Label = VolumeLabel.Parse("SAMPLE") }).Write(files);
        MediumChecksum.Seal(image, null, CancellationToken.None);
        return file;
    }
}
