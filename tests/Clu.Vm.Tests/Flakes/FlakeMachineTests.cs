using Clu.Media.Machines;
using Clu.Media.Qemu;
using Clu.Testing;
using Clu.Vm.Tests.Machines;

namespace Clu.Vm.Tests.Flakes;

/// <summary>What somebody with a flake does: real Nix evaluates and builds it, clu makes the medium, machines without a network card start from it.</summary>
/// <param name="medium">The medium.</param>
public sealed class FlakeMachineTests(FlakeMedium medium) : IClassFixture<FlakeMedium>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Only this variant puts the kernel on the serial line.</summary>
    [Fact]
    public async Task The_menu_has_an_entry_for_each_specialisation_and_it_starts()
    {
        QemuOptions options = new() { Image = medium.Iso, Firmware = FirmwareKind.Bios, MemoryMiB = 1024, Network = false };
        await using RunningMachine machine = await VirtualMachine.StartAsync(options, Cancellation);
        await machine.ExpectAsync(@"\(spoken\)", LiveSystem.BootTime, Cancellation);
        await machine.TypeAsync("\x0e\n", Cancellation);
        await machine.ExpectAsync("Linux version", LiveSystem.BootTime, Cancellation);
        MachineShell shell = new(machine);
        await shell.LogInAsync(LiveSystem.BootTime, Cancellation);
        (await shell.RunAsync("grep -q console=ttyS0 /proc/cmdline && grep -q init=$(readlink -f /run/current-system)/init /proc/cmdline", LiveSystem.BootTime, Cancellation)).Succeeded();
        // Nix knows what lies on the medium.
        (await shell.RunAsync("nix-store --query --requisites /run/current-system | wc -l | xargs test 200 -lt", LiveSystem.BootTime, Cancellation)).Succeeded();
    }
}
