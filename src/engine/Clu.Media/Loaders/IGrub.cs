using Clu.Binary;

namespace Clu.Media.Loaders;

/// <summary>A GRUB of which boot images are made: its modules, and its <c>grub-mkimage</c>.</summary>
internal interface IGrub
{
    /// <summary>Folder on this machine with the modules for a target; null where this GRUB has none.</summary>
    /// <param name="target"><c>i386-pc</c>, <c>x86_64-efi</c> or <c>i386-efi</c>.</param>
    string? Modules(string target);

    /// <summary>Runs <c>grub-mkimage</c>.</summary>
    /// <exception cref="CluException">It cannot be run, or failed.</exception>
    Task MakeImageAsync(IEnumerable<string> arguments, CancellationToken cancel);
}
