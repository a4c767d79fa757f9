using System.Globalization;
using Clu.Media.Qemu;
using Clu.Vm.Tests.Machines;

namespace Clu.Vm.Tests.Installing;

/// <summary>The machines that are installed: no network card, translated instructions, places to plug disks in.</summary>
/// <param name="Firmware">BIOS or UEFI.</param>
/// <param name="MemoryMiB">Memory.</param>
/// <param name="Variables">The firmware's own variables, a file that the machine changes; null for BIOS.</param>
internal sealed record InstallHardware(FirmwareKind Firmware, int MemoryMiB, string? Variables)
{
    /// <summary>Socket of an emulated TPM2; null for a machine without one.</summary>
    public string? TpmSocket { get; init; }

    /// <summary>Disks that can be plugged in.</summary>
    public const int MostDisks = 4;

    /// <summary>The machine without any disk.</summary>
    private string[] Base =>
    [
        "-machine", Firmware == FirmwareKind.Bios ? "pc" : "q35",
        "-accel", "tcg,thread=multi",
        "-cpu", "max",
        "-smp", $"{VirtualMachine.Processors}",
        "-m", MemoryMiB.ToString(CultureInfo.InvariantCulture),
        "-nic", "none",
        .. Flash(),
        .. Ports(),
        .. TpmSocket is null ? (string[])[] : ["-chardev", $"socket,id=tpm,path={TpmSocket}", "-tpmdev", "emulator,id=tpm,chardev=tpm", "-device", "tpm-tis,tpmdev=tpm"],
    ];

    /// <summary>The machine with a medium in its drive.</summary>
    public IReadOnlyList<string> WithMedium(string iso) =>
        [.. Base, "-drive", $"if=none,id=medium,format=raw,readonly=on,media=cdrom,file={iso}", "-device", "ide-cd,drive=medium,bootindex=0"];

    /// <summary>The same, which goes on from where it was saved.</summary>
    public IReadOnlyList<string> Resumed(string iso, string state) => [.. WithMedium(iso), "-incoming", $"exec:zstd -q -d < '{state}'"];

    /// <summary>The machine with its disks and nothing else.</summary>
    public IReadOnlyList<string> WithDisks(IReadOnlyList<MachineDisk> disks) => [.. Base, .. disks.SelectMany(Plugged)];

    /// <summary>A disk that is in the machine from the beginning; after a medium in the drive, the disks are tried in their order.</summary>
    /// <param name="disk">The disk.</param>
    /// <param name="index">Its number, from 0.</param>
    public IEnumerable<string> Plugged(MachineDisk disk, int index) =>
    [
        "-drive", $"if=none,id={disk.Serial},format=raw,cache=unsafe,discard=unmap,file={disk.File}",
        "-device", $"virtio-blk-pci,drive={disk.Serial},serial={disk.Serial},bootindex={index + 1}{(Bus(index) is { } bus ? $",bus={bus}" : "")}",
    ];

    /// <summary>Where the disk of a number is plugged in; null for the main bus.</summary>
    public string? Bus(int disk) => Firmware == FirmwareKind.Bios ? null : $"port{disk}";

    private string[] Flash() => FirmwareSearch.Find(Firmware, File.Exists) is not { } files
        ? []
        :
        [
            "-drive", $"if=pflash,unit=0,format=raw,readonly=on,file={files.Code}",
            "-drive", $"if=pflash,unit=1,format=raw,file={Variables}",
        ];

    /// <summary>A disk is plugged into a PCI Express machine only where a port was left free.</summary>
    private IEnumerable<string> Ports() => Firmware == FirmwareKind.Bios
        ? []
        : Enumerable.Range(0, MostDisks).SelectMany(number => (string[])["-device", $"pcie-root-port,id=port{number},chassis={number + 1},slot={number + 1}"]);
}
