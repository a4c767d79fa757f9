using Clu.Media.Descriptions;
using Clu.Systems.Programs;

namespace Clu.Media.Loaders;

/// <summary>The GRUB of a NixOS configuration, in a Nix store.</summary>
/// <param name="grub">Where its parts are.</param>
/// <param name="program">Runs the store's programs.</param>
/// <param name="onDisk">Where a file of the store is on this machine.</param>
internal sealed class StoreGrub(DescribedGrub grub, StoreProgram program, Func<StoreFile, string> onDisk) : IGrub
{
    /// <inheritdoc/>
    public string? Modules(string target) => target switch
    {
        "i386-pc" => grub.Bios,
        "x86_64-efi" => grub.EfiX64,
        "i386-efi" => grub.EfiIa32,
        _ => null,
    } is { } folder ? onDisk(folder) : null;

    /// <inheritdoc/>
    public Task MakeImageAsync(IEnumerable<string> arguments, CancellationToken cancel) => program.RunAsync($"{grub.Tools}/bin/grub-mkimage", arguments, cancel);
}
