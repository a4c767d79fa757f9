using Clu.Media.Machines;
using Clu.Media.Qemu;
using Clu.Testing;
using Clu.Vm.Tests.Machines;

namespace Clu.Vm.Tests;

/// <summary>Boot loaders as an installation plans them start a kernel with its initial ramdisk from a disk.</summary>
public sealed class LoaderTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Systemd_boot_starts_its_only_generation()
    {
        using TempFolder folder = new();
        string disk = await new LoaderDisk(folder).UefiAsync(Cancellation);
        await using RunningMachine machine = await VirtualMachine.StartAsync(Options(disk, FirmwareKind.Uefi), Cancellation);

        await machine.ExpectAsync("Reboot Into Firmware Interface", LiveSystem.BootTime, Cancellation);
        await machine.ExpectAsync("stage 1:", LiveSystem.BootTime, Cancellation);
    }

    [Fact]
    public async Task GRUB_for_BIOS_shows_its_menu_and_starts_the_first_entry_which_takes_its_root_whenever_it_is_plugged_in()
    {
        using TempFolder folder = new();
        LoaderDisk loader = new(folder);
        string disk = await loader.BiosAsync(Cancellation), root = loader.Root("echo the late root; read _");
        await using RunningMachine machine = await VirtualMachine.StartAsync(Options(disk, FirmwareKind.Bios), Cancellation);

        await machine.ExpectAsync("clu - All configurations", LiveSystem.BootTime, Cancellation);
        await machine.ExpectAsync("stage 1: the system starts as soon as it is there", LiveSystem.BootTime, Cancellation);
        using QemuControl control = await QemuControl.ConnectAsync(machine, Cancellation);
        await control.AddDiskAsync(root, "LATE", null, Cancellation);
        await machine.ExpectAsync("^the late root", LiveSystem.BootTime, Cancellation);
    }

    private static QemuOptions Options(string disk, FirmwareKind firmware) => new()
    {
        Image = disk,
        Firmware = firmware,
        Media = MediaKind.Usb,
        MemoryMiB = 1024,
        Network = false,
    };
}
