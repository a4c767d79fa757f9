using System.Globalization;

namespace Clu.Media.Qemu;

/// <summary>A run of QEMU, decided and not started: pure and printable.</summary>
public sealed record QemuPlan
{
    private QemuPlan()
    {
    }

    /// <summary>Path or name of QEMU.</summary>
    public required string Program { get; init; }

    /// <summary>Its arguments.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>A disk to make first, or null.</summary>
    public DiskToMake? Disk { get; init; }

    /// <summary>Decides the whole command line.</summary>
    /// <exception cref="Clu.Binary.CluException"><c>CLU0504</c> when the memory cannot be enough.</exception>
    public static QemuPlan Create(QemuOptions options, QemuHost host)
    {
        if (options.MemoryMiB < QemuOptions.SmallestMemoryMiB)
            throw QemuErrors.MemoryTooSmall(options.MemoryMiB);

        DiskFormat format = options.Disk?.EndsWith(".qcow2", StringComparison.Ordinal) == true ? DiskFormat.Qcow2 : DiskFormat.Raw;
        return new QemuPlan
        {
            Program = host.Program,
            Disk = options.Disk is null || host.DiskExists ? null : new DiskToMake(options.Disk, format, options.DiskBytes),
            Arguments =
            [
                .. Machine(options, host),
                .. Firmware(host.Firmware, options.Variables),
                .. options.FirmwareTexts.SelectMany(text => (string[])["-smbios", $"type=11,value={Value(text)}"]),
                .. Medium(options),
                .. Disks(options.Disk, format),
                .. options.Drives.SelectMany(Drive),
                .. options.Network ? ["-nic", "user,model=virtio-net-pci"] : (string[])["-nic", "none"],
                .. Consoles(options, host.HasDisplay),
            ],
        };
    }

    /// <summary>One line a step, quoted for a shell: what <c>--dry-run</c> prints.</summary>
    public IEnumerable<string> Commands()
    {
        if (Disk is not null)
            yield return ShellQuoting.Join(DiskCommand(Disk));
        yield return ShellQuoting.Join([Program, .. Arguments]);
    }

    internal static string[] DiskCommand(DiskToMake disk) => disk.Format switch
    {
        DiskFormat.Raw => ["truncate", "--size", disk.Bytes.ToString(CultureInfo.InvariantCulture), disk.Path],
        DiskFormat.Qcow2 => ["qemu-img", "create", "-q", "-f", "qcow2", disk.Path, disk.Bytes.ToString(CultureInfo.InvariantCulture)],
    };

    private static IEnumerable<string> Machine(QemuOptions options, QemuHost host)
    {
        string machine = options.Firmware == FirmwareKind.Bios ? "pc" : "q35";
        return
        [
            "-machine", host.Firmware?.NeedsSmm == true ? $"{machine},smm=on" : machine,
            "-accel", host.Accelerator switch { Accelerator.Kvm => "kvm", Accelerator.Tcg => "tcg,thread=multi" },
            "-cpu", CpuModel(host.Accelerator),
            "-smp", (options.Processors ?? Math.Clamp(host.Processors, 1, 4)).ToString(CultureInfo.InvariantCulture),
            "-m", options.MemoryMiB.ToString(CultureInfo.InvariantCulture),
        ];
    }

    /// <summary>
    /// Without arch-capabilities under KVM: nested hypervisors offer that register and then refuse to have it set, which aborts QEMU.
    /// </summary>
    internal static string CpuModel(Accelerator accelerator) =>
        accelerator switch { Accelerator.Kvm => "max,-arch-capabilities", Accelerator.Tcg => "max" };

    /// <summary>Without a file for them QEMU itself keeps what the guest writes to the variable store, until it ends.</summary>
    private static string[] Firmware(FirmwareFiles? firmware, string? variables)
    {
        if (firmware is null)
            return [];
        string[] secure = firmware.NeedsSmm ? ["-global", "driver=cfi.pflash01,property=secure,value=on"] : [];
        return
        [
            .. secure,
            "-drive", $"if=pflash,unit=0,format=raw,readonly=on,file={Value(firmware.Code)}",
            "-drive", $"if=pflash,unit=1,format=raw,{(variables is null ? "snapshot=on," : "")}file={Value(variables ?? firmware.Variables)}",
        ];
    }

    private static string[] Medium(QemuOptions options)
    {
        if (options.Image is null)
            return [];
        string drive = $"if=none,id=medium,format=raw,readonly=on,file={Value(options.Image)}";
        return options.Media switch
        {
            MediaKind.Cdrom => ["-drive", drive + ",media=cdrom", "-device", "ide-cd,drive=medium,bootindex=0"],
            MediaKind.Usb => ["-drive", drive, "-device", "qemu-xhci", "-device", "usb-storage,drive=medium,removable=on,bootindex=0"],
        };
    }

    private static string[] Disks(string? disk, DiskFormat format) => disk is null
        ? []
        :
        [
            "-drive", $"if=none,id=disk,format={(format == DiskFormat.Qcow2 ? "qcow2" : "raw")},file={Value(disk)}",
            "-device", "virtio-blk-pci,drive=disk,bootindex=1",
        ];

    /// <summary>Nothing of a machine that is only tried need outlive a power cut of the host.</summary>
    private static IEnumerable<string> Drive(QemuDrive drive, int index) =>
    [
        "-drive", $"if=none,id=drive{index},format=raw,{(drive.ReadOnly ? "readonly=on" : "cache=unsafe,discard=unmap")},file={Value(drive.File)}",
        "-device", $"virtio-blk-pci,drive=drive{index},serial={drive.Serial}{(drive.ReadOnly ? "" : FormattableString.Invariant($",bootindex={index + 2}"))}",
    ];

    private static string[] Consoles(QemuOptions options, bool hasDisplay)
    {
        string[] control = options.ControlSocket is null ? [] : ["-qmp", $"unix:{Value(options.ControlSocket)},server=on,wait=off"];
        if (options.SerialSocket is not null)
            return ["-display", "none", "-serial", $"unix:{Value(options.SerialSocket)},server=on,wait=off", "-monitor", "none", .. control];
        if (options.Serial || !hasDisplay)
            return ["-display", "none", "-serial", "mon:stdio", .. control];
        return ["-vga", "std", "-serial", "none", .. control];
    }

    /// <summary>A comma inside an option's value is written twice.</summary>
    internal static string Value(string path) => path.Replace(",", ",,", StringComparison.Ordinal);
}
