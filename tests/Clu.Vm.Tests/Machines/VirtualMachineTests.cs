using Clu.Media.Machines;
using Clu.Media.Qemu;
using Clu.Testing;

namespace Clu.Vm.Tests.Machines;

public sealed class VirtualMachineTests
{
    /// <summary>A boot sector that writes <c>boot</c> and a line feed to the first serial port, then halts.</summary>
    private static byte[] BootSector()
    {
        byte[] code =
        [
            0xBA, 0xF8, 0x03, // mov dx, 0x3f8
            .. "boot\n"u8.ToArray().SelectMany(letter => new byte[] { 0xB0, letter, 0xEE }), // mov al, letter; out dx, al
            0xF4, 0xEB, 0xFD, // hlt; jmp to it
        ];
        byte[] sector = new byte[1 << 20];
        code.CopyTo(sector, 0);
        sector[510] = 0x55;
        sector[511] = 0xAA;
        return sector;
    }

    [Fact]
    public async Task The_transcript_holds_what_the_serial_line_says()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        using TempFolder folder = new();
        await File.WriteAllBytesAsync(folder["stick"], BootSector(), cancellation);
        QemuOptions options = new() { Image = folder["stick"], Media = MediaKind.Usb, MemoryMiB = 128, Network = false };
        await using RunningMachine machine = await VirtualMachine.StartAsync(options, cancellation);
        await machine.ExpectAsync("^boot$", TimeSpan.FromSeconds(60), cancellation);
        using QemuControl control = await QemuControl.ConnectAsync(machine, cancellation);
        await control.ScreenshotAsync(folder["screen.ppm"], cancellation);
        Assert.True(File.Exists(folder["screen.ppm"]));
    }

    [Fact]
    public async Task A_failed_expectation_shows_the_whole_transcript()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        using TempFolder folder = new();
        await File.WriteAllBytesAsync(folder["stick"], BootSector(), cancellation);
        QemuOptions options = new() { Image = folder["stick"], Media = MediaKind.Usb, MemoryMiB = 128, Network = false };
        await using RunningMachine machine = await VirtualMachine.StartAsync(options, cancellation);
        await machine.ExpectAsync("^boot$", TimeSpan.FromSeconds(60), cancellation);
        MachineException error = await Assert.ThrowsAsync<MachineException>(
            () => machine.ExpectAsync("never", TimeSpan.FromSeconds(1), cancellation));
        Assert.Contains("boot", error.Message, StringComparison.Ordinal);
    }
}
