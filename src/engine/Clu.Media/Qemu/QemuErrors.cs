using Clu.Binary;

namespace Clu.Media.Qemu;

internal static class QemuErrors
{
    public static CluException QemuMissing(string program) => new(
        "CLU0501", ErrorKind.Environment, $"`{program}` is not installed",
        "Install it: `sudo apt install qemu-system-x86 ovmf` or `nix shell nixpkgs#qemu`.");

    public static CluException FirmwareMissing(FirmwareKind kind) => new(
        "CLU0502", ErrorKind.Environment, $"no {(kind == FirmwareKind.Uefi32 ? "32-bit UEFI" : "UEFI")} firmware for QEMU was found",
        kind == FirmwareKind.Uefi32
            ? "Install it: `sudo apt install ovmf-ia32` or `sudo dnf install edk2-ovmf-ia32`; nixpkgs#qemu brings it along."
            : "Install it: `sudo apt install ovmf` or `sudo dnf install edk2-ovmf`; nixpkgs#qemu brings it along.");

    public static CluException ImageMissing(string path) => new(
        "CLU0503", ErrorKind.Usage, $"there is no image `{path}`", "`clu build iso` makes one and prints where it is.");

    public static CluException MemoryTooSmall(int mebibytes) => new(
        "CLU0504", ErrorKind.Usage, $"{mebibytes} MiB of memory are not enough to boot",
        $"Give --memory at least {QemuOptions.SmallestMemoryMiB}.");

    public static CluException DiskFailed(string path, string reason) => new(
        "CLU0505", ErrorKind.Environment, $"the disk `{path}` could not be made: {reason}", "Choose another place with --disk.", "The image was not touched.");

    public static CluException QemuFailed(int exitCode) => new(
        "CLU0506", ErrorKind.Failed, $"QEMU ended with exit code {exitCode}", "Its own message stands above; --dry-run shows the command.");
}
