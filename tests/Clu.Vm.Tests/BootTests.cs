using Clu.Media.Machines;
using Clu.Media.Qemu;
using Clu.Vm.Tests.Machines;

namespace Clu.Vm.Tests;

/// <summary>The image boots wherever it is put, and each way leads to the same system.</summary>
public sealed class BootTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(FirmwareKind.Bios, MediaKind.Cdrom, 512, true)]
    [InlineData(FirmwareKind.Bios, MediaKind.Usb, 1024, false)]
    [InlineData(FirmwareKind.Uefi, MediaKind.Cdrom, 1024, false)]
    [InlineData(FirmwareKind.Uefi, MediaKind.Usb, 1024, true)]
    [InlineData(FirmwareKind.Uefi32, MediaKind.Cdrom, 1024, false)]
    [InlineData(FirmwareKind.Uefi32, MediaKind.Usb, 1024, false)]
    public async Task The_medium_boots_to_a_greeted_prompt(FirmwareKind firmware, MediaKind media, int memoryMiB, bool allChecks)
    {
        await using RunningMachine machine = await VirtualMachine.StartAsync(LiveSystem.Options(firmware, media, memoryMiB), Cancellation);
        MachineShell shell = await LiveSystem.LogInAsync(machine, Cancellation);
        string bits = (await shell.RunAsync("cat /sys/firmware/efi/fw_platform_size || echo none", LiveSystem.BootTime, Cancellation)).Output;
        Assert.EndsWith(
            firmware switch { FirmwareKind.Bios => "none", FirmwareKind.Uefi => "64", FirmwareKind.Uefi32 => "32" }, bits, StringComparison.Ordinal);
        string parameters = (await shell.RunAsync("cat /proc/cmdline", LiveSystem.BootTime, Cancellation)).Succeeded();
        Assert.Matches(@"root=LABEL=\S+", parameters);
        if (allChecks)
            await LiveSystemChecks.RunAsync(shell, Cancellation);
    }

    [Fact]
    public async Task The_medium_can_be_copied_to_memory()
    {
        await using RunningMachine machine = await StartVariantAsync(2048, "r");
        MachineShell shell = await LiveSystem.LogInAsync(machine, Cancellation);
        Assert.Contains("copytoram", (await shell.RunAsync("cat /proc/cmdline", LiveSystem.BootTime, Cancellation)).Succeeded(), StringComparison.Ordinal);
        (await shell.RunAsync("test -z \"$(lsblk -nro MOUNTPOINTS /dev/sr0)\"", LiveSystem.BootTime, Cancellation)).Succeeded();
    }

    [Fact]
    public async Task The_serial_entry_puts_the_kernel_on_the_serial_line()
    {
        await using RunningMachine machine = await StartVariantAsync(1024, "s");
        await machine.ExpectAsync(@"Linux version", LiveSystem.BootTime, Cancellation);
        MachineShell shell = await LiveSystem.LogInAsync(machine, Cancellation);
        Assert.Contains("console=ttyS0", (await shell.RunAsync("cat /proc/cmdline", LiveSystem.BootTime, Cancellation)).Succeeded(), StringComparison.Ordinal);
    }

    /// <summary>Chooses from the submenu over the serial line, by hotkeys.</summary>
    private static async Task<RunningMachine> StartVariantAsync(int memoryMiB, string hotkey)
    {
        RunningMachine machine = await VirtualMachine.StartAsync(
            LiveSystem.Options(FirmwareKind.Bios, MediaKind.Cdrom, memoryMiB), Cancellation);
        try
        {
            await machine.ExpectAsync("Options", LiveSystem.BootTime, Cancellation);
            await machine.TypeAsync("o", Cancellation);
            await machine.ExpectAsync("Copy ISO Files to RAM", LiveSystem.BootTime, Cancellation);
            await machine.TypeAsync(hotkey, Cancellation);
            return machine;
        }
        catch
        {
            await machine.DisposeAsync();
            throw;
        }
    }
}
