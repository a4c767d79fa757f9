using Clu.Media.Machines;
using Clu.Media.Qemu;
using Clu.Testing;
using Clu.Vm.Tests.Machines;

namespace Clu.Vm.Tests;

/// <summary>The ISO file lies on a disk, and another GRUB starts it.</summary>
public sealed class LoopbackTests
{
    private const string Password = "correct-horse";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A password on the kernel command line rides along: it saves a boot.</summary>
    [Fact]
    public async Task Another_GRUB_starts_the_file_and_an_edited_entry_sets_a_password()
    {
        using TempFolder folder = new();
        string disk = LoopbackDisk.Make(MediumUnderTest.Path, folder);
        await using RunningMachine machine = await VirtualMachine.StartAsync(
            LiveSystem.Options(FirmwareKind.Bios, MediaKind.Usb) with { Image = disk }, Cancellation);
        await GrubEditor.StartWithAsync(machine, $"live.nixos.passwd={Password}", LiveSystem.BootTime, Cancellation);

        MachineShell shell = await LiveSystem.LogInAsync(machine, Cancellation);
        string parameters = await RunAsync(shell, "cat /proc/cmdline");
        Assert.Contains(" findiso=/isos/medium.iso ", parameters, StringComparison.Ordinal);
        Assert.EndsWith($" live.nixos.passwd={Password}", parameters, StringComparison.Ordinal);
        Assert.StartsWith("/dev/loop", await RunAsync(shell, "findmnt -no SOURCE /iso"), StringComparison.Ordinal);
        Assert.StartsWith("nixos P ", await RunAsync(shell, "sudo passwd -S nixos"), StringComparison.Ordinal);
        await RunAsync(shell, $"printf '#!/bin/sh\\necho {Password}\\n' > askpass; chmod +x askpass");
        Assert.Equal("nixos", await RunAsync(
            shell,
            "SSH_ASKPASS=$PWD/askpass SSH_ASKPASS_REQUIRE=force ssh -oLogLevel=ERROR -oStrictHostKeyChecking=no -oUserKnownHostsFile=/dev/null nixos@localhost whoami </dev/null"));
    }

    private static async Task<string> RunAsync(MachineShell shell, string command) =>
        (await shell.RunAsync(command, LiveSystem.BootTime, Cancellation)).Succeeded();
}
