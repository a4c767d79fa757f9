using System.Text;
using Clu.Binary;
using Clu.Images.PersonalAreas;
using Clu.Images.Trees;
using Clu.Media.Loaders;
using Clu.Media.Menus;

namespace Clu.Media.Composing;

/// <summary>
/// Where things are on a medium; the names of NixOS's installer where it has one. See <c>docs/medium.md</c>.
/// </summary>
public sealed class MediumLayout
{
    /// <summary>By this file GRUB, and people's scripts, know a NixOS installer.</summary>
    public const string NixosMarker = "/EFI/nixos-installer-image";

    /// <summary>What the medium holds, for people: one line.</summary>
    public const string VersionFile = "/version.txt";

    /// <summary>The image of the El Torito entry for BIOS.</summary>
    public const string ElToritoImage = "/boot/grub/i386-pc/eltorito.img";

    /// <summary>Reserved for what somebody adds to the finished medium; zeros until then.</summary>
    public const string PersonalArea = "/clu/personal";

    /// <summary>0400: what is in the area may be secret, and the live system has users.</summary>
    private static readonly UnixPermissions _ownerReadsOnly = new(0x100);

    private readonly ImageDirectory _files = new(UnixPermissions.Executable);

    /// <summary>Begins with what every medium has.</summary>
    public MediumLayout() =>
        _files.AddPath(PersonalArea, new ImageFile(new MemoryContent(new byte[PersonalAreaLimits.DefaultLength]), _ownerReadsOnly));

    /// <summary>The files so far.</summary>
    public ImageDirectory Files => _files;

    /// <summary>Path on the medium of a file that is in the store; stage 1 has no store yet, so boot files lie beside it.</summary>
    public static string BootPath(string storeFile) => $"/boot{storeFile}";

    /// <summary>Path on the medium of a program beside the system.</summary>
    public static string ToolPath(string fileName) => $"/EFI/tools/{fileName}";

    /// <summary>Path of the file that this medium alone has.</summary>
    public static string Marker(string toplevelHashPart) => $"/boot/clu-{toplevelHashPart}";

    /// <summary>Adds the loaders, the menu and what the menu needs.</summary>
    /// <param name="menu">The menu.</param>
    /// <param name="loaders">The loaders.</param>
    /// <param name="font">GRUB's font.</param>
    /// <param name="background">A picture (PNG) behind the menu; null for clu's own.</param>
    public void AddMenu(BootMenu menu, GrubLoaders loaders, IFileContent font, IFileContent? background = null)
    {
        foreach ((string name, ReadOnlyMemory<byte> image) in EfiPrograms(loaders))
            Add($"/{name}", new MemoryContent(image));
        if (loaders.ElTorito is { } bios)
            Add(ElToritoImage, new MemoryContent(bios));
        AddText(GrubMenuText.ConfigurationPath, GrubMenuText.Write(menu));
        if (menu.FindsIsoFile)
            AddText(GrubMenuText.LoopbackPath, GrubMenuText.Loopback);
        Add(GrubMenuText.FontPath, font);
        foreach ((string name, byte[] content) in MenuTheme.Files(menu))
            Add($"{GrubMenuText.ThemeFolder}/{name}", name == MenuTheme.Background && background is not null ? background : new MemoryContent(content));
    }

    /// <summary>Adds a text file.</summary>
    public void AddText(string path, string text) => Add(path, new MemoryContent(Encoding.UTF8.GetBytes(text)));

    /// <summary>Adds a file.</summary>
    public void Add(string path, IFileContent content) => Add(path, content, UnixPermissions.File);

    /// <summary>Adds a file with a mode of its own.</summary>
    public void Add(string path, IFileContent content, UnixPermissions mode) => _files.AddPath(path, new ImageFile(content, mode));

    /// <summary>Adds what the user wants beside the store.</summary>
    /// <exception cref="CluException">CLU0525: the target is taken or no path.</exception>
    public void AddContent(string source, string target, ImageNode node)
    {
        try
        {
            _files.AddPath(target, node);
        }
        catch (ArgumentException)
        {
            throw MediaErrors.TargetTaken(target, source);
        }
    }

    /// <summary>The file system of the EFI partition: the loaders alone, everything else is read from the ISO file system.</summary>
    public static ImageDirectory EfiPartition(GrubLoaders loaders)
    {
        ImageDirectory files = new(UnixPermissions.Executable);
        foreach ((string name, ReadOnlyMemory<byte> image) in EfiPrograms(loaders))
            files.AddPath(name, new ImageFile(new MemoryContent(image), UnixPermissions.File));
        return files;
    }

    private static IEnumerable<(string Name, ReadOnlyMemory<byte> Image)> EfiPrograms(GrubLoaders loaders)
    {
        if (loaders.EfiX64 is { } x64)
            yield return ("EFI/BOOT/BOOTX64.EFI", x64);
        if (loaders.EfiIa32 is { } ia32)
            yield return ("EFI/BOOT/BOOTIA32.EFI", ia32);
    }
}
