using System.Text.RegularExpressions;
using Clu.Media.Machines;
using Clu.Media.Qemu;
using Clu.Vm.Tests.Machines;

namespace Clu.Vm.Tests;

/// <summary>Boots the medium to its prompt, seeing on the way what a user sees.</summary>
internal static class LiveSystem
{
    /// <summary>Under translation on two shared processors a boot takes 40 to 90 seconds, several times that on a busy machine.</summary>
    public static readonly TimeSpan BootTime = TimeSpan.FromSeconds(600);

    /// <summary>Texts of <c>profiles/minimal.toml</c>.</summary>
    private const string Greeting = "Welcome to clu, running from this medium";
    private const string Help = "You are user nixos and need no password";
    private const string LauncherOutput = @"^NAME +SIZE";

    public static async Task<MachineShell> LogInAsync(RunningMachine machine, CancellationToken cancellation)
    {
        await machine.ExpectAsync(Greeting, BootTime, cancellation);
        await machine.ExpectAsync(Help, BootTime, cancellation);
        await machine.ExpectAsync(LauncherOutput, BootTime, cancellation);
        // A medium with hosts asks whether to install; any key but Enter leads to the shell, and at the shell's prompt makes another one.
        Match next = await machine.ExpectAsync(@"Press Enter to install|nixos@[^\n]{0,40}[$#] ?$", BootTime, cancellation);
        await machine.TypeAsync(next.Value.StartsWith("Press", StringComparison.Ordinal) ? "x" : "\n", cancellation);
        MachineShell shell = new(machine);
        await shell.LogInAsync(BootTime, cancellation);
        return shell;
    }

    public static QemuOptions Options(FirmwareKind firmware, MediaKind media, int memoryMiB = 1024) => new()
    {
        Image = MediumUnderTest.Path,
        Firmware = firmware,
        Media = media,
        MemoryMiB = memoryMiB,
        Network = false,
    };
}
