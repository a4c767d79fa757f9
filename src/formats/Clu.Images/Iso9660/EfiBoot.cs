using Clu.Images.Trees;

namespace Clu.Images.Iso9660;

/// <summary>How a machine with UEFI boots the medium.</summary>
public sealed record EfiBoot
{
    /// <summary>The EFI system partition, a FAT file system; it is appended behind the ISO file system.</summary>
    public required IFileContent FatImage { get; init; }
}
