using System.Text.Json;
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

    /// <summary>What root does on the machine: another name, one more package and driver, built from the machine's own flake.</summary>
    private const string Rebuild = """
        set -e; flake=$(grep -o '/nix/store/[^"]*' /etc/nixos/flake.nix); ! command -v jq;
        echo '{ pkgs, ... }: { networking.hostName = "renamed"; environment.systemPackages = [ pkgs.jq ]; boot.initrd.availableKernelModules = [ "dummy" ]; }' > /etc/nixos/configuration.nix;
        sh $flake/rebuild boot machine /etc/nixos;
        new=$(readlink -f /nix/var/nix/profiles/system); test $(cat $new/etc/hostname) = renamed; test -e $new/sw/bin/jq
        """;

    /// <summary>From the flake to a second generation, by the commands that a user has. With GRUB it is in <see cref="Installing.LayoutTests"/>.</summary>
    [Fact]
    public void A_machine_of_a_flake_s_medium_rebuilds_itself_without_a_network_and_starts_what_it_built()
    {
        using TempFolder folder = new();
        ToolResult proof = Tool.Run(
            FlakeMedium.Clu,
            "prove", medium.Iso, "--boot", "--accelerator", "tcg", "--layout", "ext4", "--firmware", "uefi", "--memory", "1024", "--run", Rebuild.ReplaceLineEndings(" "), "--log", folder["log"], "--json");
        Assert.True(proof.ExitCode == 0, $"{proof.ExitCode}: {proof.Output}\n{proof.Error}\n{Logs(folder["log"])}");
        using JsonDocument report = JsonDocument.Parse(proof.Output);
        JsonElement host = Assert.Single(report.RootElement.GetProperty("hosts").EnumerateArray());
        Assert.Equal(["hostname", "package", "modules"], host.GetProperty("changes").EnumerateArray().Select(change => change.GetProperty("name").GetString()));
        Assert.True(Assert.Single(report.RootElement.GetProperty("machines").EnumerateArray()).GetProperty("holds").GetBoolean());
        Assert.Empty(report.RootElement.GetProperty("findings").EnumerateArray());
        Assert.Equal(3, Logs(folder["log"]).Split("Linux version").Length - 1);
    }

    private static string Logs(string folder) => string.Join('\n', Directory.EnumerateFiles(folder).Select(File.ReadAllText));

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
