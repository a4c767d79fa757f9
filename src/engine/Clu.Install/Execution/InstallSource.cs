using Clu.Media.Hosts;

namespace Clu.Install.Execution;

/// <summary>The medium that is installed from.</summary>
/// <param name="StorePath">ISO file, device, or bare SquashFS that holds the store: <c>/iso/nix-store.squashfs</c> in the live system.</param>
/// <param name="ChecksumPath">File or device whose checksum tells whether the medium is sound; null when it cannot be checked (it was copied to RAM).</param>
/// <param name="Manifest">What it can install.</param>
public sealed record InstallSource(string StorePath, string? ChecksumPath, MediumManifest Manifest);
