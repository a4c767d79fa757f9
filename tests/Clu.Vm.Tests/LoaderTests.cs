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
    public async Task GRUB_for_BIOS_shows_its_menu_and_starts_the_first_entry()
    {
        using TempFolder folder = new();
        string disk = await new LoaderDisk(folder).BiosAsync(Cancellation);
        await using RunningMachine machine = await VirtualMachine.StartAsync(Options(disk, FirmwareKind.Bios), Cancellation);

        await machine.ExpectAsync("clu - All configurations", LiveSystem.BootTime, Cancellation);
        await machine.ExpectAsync("stage 1:", LiveSystem.BootTime, Cancellation);
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
