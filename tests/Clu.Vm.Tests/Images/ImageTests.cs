using System.Globalization;
using Clu.Images.Gpt;
using Clu.Media.Machines;
using Clu.Media.Qemu;
using Clu.Testing;
using Clu.Vm.Tests.Machines;

namespace Clu.Vm.Tests.Images;

/// <summary>Each kind of image starts, on a machine without a network card, and is a whole system.</summary>
public sealed class ImageTests : IDisposable
{
    private const int MemoryMiB = 1024;
    private const int KexecMemoryMiB = 2048;
    private const long DiskBytes = 4L << 30;

    private static readonly TimeSpan _command = TimeSpan.FromSeconds(240);

    private readonly BuiltImages _images = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _images.Dispose();

    [Fact]
    public async Task A_disk_for_UEFI_starts_and_takes_all_of_a_larger_disk()
    {
        await CheckDiskAsync(_images.Disk(_images.Make("raw-efi", ".img"), DiskBytes), FirmwareKind.Uefi);
    }

    [Fact]
    public async Task A_disk_for_BIOS_starts_and_takes_all_of_a_larger_disk()
    {
        await CheckDiskAsync(_images.Disk(_images.Make("raw", ".img"), DiskBytes), FirmwareKind.Bios);
    }

    [Fact]
    public async Task A_disk_for_QEMU_starts_and_takes_all_of_a_larger_disk()
    {
        string image = _images.Make("qcow2", ".qcow2");
        Tool.Run("qemu-img", "check", image).Succeeded();
        // The same bytes as the raw disk's, in another container.
        string disk = _images.Scratch("machine.disk");
        Tool.Run("qemu-img", "create", "-q", "-f", "qcow2", "-b", image, "-F", "qcow2", disk, $"{DiskBytes}").Succeeded();
        await CheckDiskAsync(disk, FirmwareKind.Bios, "qcow2");
    }

    [Fact]
    public async Task An_archive_unpacked_on_a_disk_is_a_root_that_starts()
    {
        string folder = Directory.CreateDirectory(_images.Scratch("root")).FullName;
        Tool.Run("tar", "--zstd", "--numeric-owner", "-xpf", _images.Make("tar", ".tar.zst"), "-C", folder).Succeeded();
        Assert.Equal("0:42 640", Tool.Run("stat", "-c", "%u:%g %a", $"{folder}/etc/shadow").Succeeded().Output.Trim());
        string system = Tool.Run("readlink", $"{folder}/nix/var/nix/profiles/system-1-link").Succeeded().Output.Trim();
        string InRoot(string name) => folder + Tool.Run("readlink", $"{folder}{system}/{name}").Succeeded().Output.Trim();
        string disk = _images.Scratch("machine.disk");
        using (FileStream file = File.Create(disk))
            file.SetLength(DiskBytes);
        Tool.Run("mkfs.ext4", "-q", "-L", "from-tar", "-d", folder, disk).Succeeded();
        await using RunningMachine machine = await VirtualMachine.StartAsync(
            [.. Base(MemoryMiB), "-kernel", InRoot("kernel"), "-initrd", InRoot("initrd"), "-append", $"console=ttyS0 init={system}/init root=LABEL=from-tar", .. Drive(disk, "raw", "")],
            Cancellation);
        await CheckSystemAsync(machine);
    }

    [Fact]
    public async Task An_archive_unpacked_in_a_folder_starts_as_a_container()
    {
        string folder = Directory.CreateDirectory(_images.Scratch("root")).FullName;
        Tool.Run("tar", "--zstd", "--numeric-owner", "-xpf", _images.Make("tar", ".tar.zst"), "-C", folder).Succeeded();
        using Container container = await Container.StartAsync(folder, Cancellation);
        Assert.Equal("base", container.Run("hostname").Succeeded().Output.Trim());
        Assert.Equal("running", container.Run("systemctl is-system-running --wait").Output.Trim());
        container.Run("nix-store --verify").Succeeded();
        Assert.Matches("^[0-9a-f]{32}$", container.Run("cat /etc/machine-id").Succeeded().Output.Trim());
        Assert.True(container.PowerOff());
    }

    [Fact]
    public async Task What_kexec_would_start_runs_in_memory_without_any_disk()
    {
        string folder = Directory.CreateDirectory(_images.Scratch("kexec")).FullName;
        Tool.Run("tar", "--zstd", "-xf", _images.Make("kexec", "-kexec.tar.zst"), "-C", folder).Succeeded();
        Tool.Run("sh", "-n", $"{folder}/kexec/run").Succeeded();
        string line = File.ReadAllText($"{folder}/kexec/command-line").Trim();
        await using RunningMachine machine = await VirtualMachine.StartAsync(
            [.. Base(KexecMemoryMiB), "-kernel", $"{folder}/kexec/bzImage", "-initrd", $"{folder}/kexec/initrd", "-append", $"{line} console=ttyS0"], Cancellation);
        MachineShell shell = await CheckSystemAsync(machine);
        await ExpectAsync(shell, "findmnt -no FSTYPE /", "tmpfs");
        await ExpectAsync(shell, "touch /nix/store/.new 2>/dev/null || echo read-only", "read-only");
    }

    private async Task CheckDiskAsync(string disk, FirmwareKind firmware, string format = "raw")
    {
        await using (RunningMachine machine = await VirtualMachine.StartAsync([.. Base(MemoryMiB), .. Flash(firmware), .. Drive(disk, format)], Cancellation))
        {
            MachineShell shell = await CheckSystemAsync(machine);
            await ExpectAsync(shell, "until test ! -e /var/lib/clu/first-boot; do sleep 1; done; echo done", "done");
            ShellResult size = await shell.RunAsync("df --output=size -B 1M / | tail -n 1", _command, Cancellation);
            // All of 4 GiB but tables, journal and loader.
            Assert.InRange(int.Parse(size.Output.Trim(), CultureInfo.InvariantCulture), 3300, 4096);
            await ExpectAsync(shell, "systemctl is-failed clu-first-boot.service", "inactive");
            await ExpectAsync(shell, "test -s /etc/ssh/ssh_host_ed25519_key && stat -c '%a %u' /etc/ssh/ssh_host_ed25519_key", "600 0");
            await ExpectAsync(shell, "sync; echo synced", "synced");
        }

        if (format == "raw")
        {
            Tool.Run("sfdisk", "--verify", disk).Succeeded();
            ulong start;
            using (FileStream file = File.OpenRead(disk))
                start = GptReader.Read(file)!.Partitions[^1].FirstSector * GptLimits.SectorSize;
            string root = _images.Scratch("root.part");
            Tool.Run("dd", $"if={disk}", $"of={root}", "bs=1M", $"skip={start >> 20}", "conv=sparse", "status=none").Succeeded();
            // The power was cut, so that the journal is replayed first: 1 says that something was put right.
            Assert.InRange(Tool.Run("e2fsck", "-fy", root).ExitCode, 0, 1);
        }
    }

    private static async Task<MachineShell> CheckSystemAsync(RunningMachine machine)
    {
        MachineShell shell = new(machine);
        await shell.LogInAsync(BuiltImages.User, BuiltImages.Password, LiveSystem.BootTime, Cancellation);
        await ExpectAsync(shell, "hostname", "base");
        await ExpectAsync(shell, "grep -cE '^[0-9a-f]{32}$' /etc/machine-id", "1");
        await ExpectAsync(shell, "stat -c '%u:%g %a' /nix/store /root", "0:30000 1775\n0:0 700");
        await ExpectAsync(shell, "nix-store --query --hash \"$(readlink /run/current-system)\" | cut -c 1-7", "sha256:");
        await ExpectAsync(shell, "nix-store --query --requisites /run/current-system | sort -u | wc -l | xargs test 100 -lt && echo many", "many");
        await ExpectAsync(shell, "readlink /nix/var/nix/profiles/system", "system-1-link");
        return shell;
    }

    private static async Task ExpectAsync(MachineShell shell, string command, string output)
    {
        ShellResult result = await shell.RunAsync(command, _command, Cancellation);
        Assert.Equal(output, result.Output.Replace("\r", "", StringComparison.Ordinal));
    }

    private static string[] Base(int memory) =>
        ["-machine", "q35", "-accel", "tcg,thread=multi", "-cpu", "max", "-smp", $"{VirtualMachine.Processors}", "-m", memory.ToString(CultureInfo.InvariantCulture), "-nic", "none"];

    /// <summary>A kernel that QEMU itself loads is what it boots: a disk has no turn then.</summary>
    private static string[] Drive(string disk, string format, string turn = ",bootindex=0") =>
        ["-drive", $"if=none,id=disk,format={format},cache=unsafe,file={disk}", "-device", $"virtio-blk-pci,drive=disk{turn}"];

    private static string[] Flash(FirmwareKind firmware)
    {
        if (firmware == FirmwareKind.Bios)
            return [];
        FirmwareFiles files = FirmwareSearch.Find(firmware, File.Exists) ?? throw Tool.Missing("OVMF");
        return ["-drive", $"if=pflash,unit=0,format=raw,readonly=on,file={files.Code}", "-drive", $"if=pflash,unit=1,format=raw,snapshot=on,file={files.Variables}"];
    }
}
