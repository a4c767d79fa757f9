using Clu.Media.Machines;
using Clu.Media.Qemu;
using Clu.Testing;
using Clu.Vm.Tests.Machines;

namespace Clu.Vm.Tests;

/// <summary>What the boot menu offers beside the live system. No test here starts Linux.</summary>
public sealed class MenuTests
{
    /// <summary>The blue behind the memory test's table.</summary>
    private static readonly Colour MemoryTestBlue = new(0, 0, 0xAA);

    /// <summary>The UEFI Shell's prompt and headings.</summary>
    private static readonly Colour ShellYellow = new(0xFF, 0xFF, 0);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(FirmwareKind.Bios)]
    [InlineData(FirmwareKind.Uefi)]
    [InlineData(FirmwareKind.Uefi32)]
    public async Task The_memory_test_fills_the_screen(FirmwareKind firmware)
    {
        await using RunningMachine machine = await StartAsync(firmware);
        using TempFolder folder = new();
        await machine.TypeAsync("m", Cancellation);
        using QemuControl control = await QemuControl.ConnectAsync(machine, Cancellation);
        await control.ExpectColourAsync(MemoryTestBlue, share: 0.2, folder["screen.ppm"], LiveSystem.BootTime, Cancellation);
    }

    [Theory]
    [InlineData(FirmwareKind.Uefi)]
    [InlineData(FirmwareKind.Uefi32)]
    public async Task The_UEFI_Shell_comes_back_to_the_menu_which_opens_the_firmwares_setup(FirmwareKind firmware)
    {
        await using RunningMachine machine = await StartAsync(firmware);
        await machine.TypeAsync("u", Cancellation);
        await machine.ExpectAsync("UEFI Interactive Shell", LiveSystem.BootTime, Cancellation);
        await machine.ExpectAsync("Press ESC", LiveSystem.BootTime, Cancellation);
        await machine.TypeAsync("\r", Cancellation);
        await machine.ExpectAsync("Shell>", LiveSystem.BootTime, Cancellation);
        using TempFolder folder = new();
        using QemuControl control = await QemuControl.ConnectAsync(machine, Cancellation);
        await control.ExpectColourAsync(ShellYellow, share: 0.0005, folder["screen.ppm"], LiveSystem.BootTime, Cancellation);
        await machine.TypeAsync("exit\r", Cancellation);
        await ExpectMenuAsync(machine);
        await machine.TypeAsync("f", Cancellation);
        await machine.ExpectAsync("Boot Manager", LiveSystem.BootTime, Cancellation);
    }

    [Theory]
    [InlineData(FirmwareKind.Bios)]
    [InlineData(FirmwareKind.Uefi)]
    public async Task The_menu_restarts_and_switches_off(FirmwareKind firmware)
    {
        await using RunningMachine machine = await StartAsync(firmware);
        await machine.TypeAsync("b", Cancellation);
        await ExpectMenuAsync(machine);
        await machine.TypeAsync("q", Cancellation);
        await machine.ExpectEndAsync(LiveSystem.BootTime, Cancellation);
    }

    private static async Task<RunningMachine> StartAsync(FirmwareKind firmware)
    {
        RunningMachine machine = await VirtualMachine.StartAsync(LiveSystem.Options(firmware, MediaKind.Cdrom, memoryMiB: 256), Cancellation);
        try
        {
            await ExpectMenuAsync(machine);
            return machine;
        }
        catch
        {
            await machine.DisposeAsync();
            throw;
        }
    }

    private static async Task ExpectMenuAsync(RunningMachine machine)
    {
        await machine.ExpectAsync("Shut down", LiveSystem.BootTime, Cancellation);
        // After an error GRUB comes back to the menu too.
        Assert.DoesNotContain("Press any key to continue...", machine.Transcript, StringComparison.Ordinal);
    }
}
