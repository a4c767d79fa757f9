using System.Globalization;
using System.Text.RegularExpressions;
using Clu.Media.Machines;
using Clu.Media.Qemu;
using Clu.Testing;
using Clu.Vm.Tests.Machines;

namespace Clu.Vm.Tests.Installing;

/// <summary>Installs without a network card, boots from the disks alone, and asks the installed system for all that was promised.</summary>
[Collection(nameof(InstallTests))]
public sealed class InstallTests
{
    private static readonly TimeSpan Refusal = TimeSpan.FromMinutes(10);

    /// <summary>Gives an object of the manifest another hash, which the store does not have.</summary>
    private const string LoseObject =
        "cd /tmp && name=$(jq -r '.hosts[0].closure[0]' /iso/clu/manifest.json) && "
        + @"other=$(echo $name | sed 's/^\(.\{31\}\)[^0]/\10/; t; s/^\(.\{31\}\)0/\11/') && "
        + "sed \"s/$name/$other/g\" /iso/clu/manifest.json > manifest.json && sudo mount --bind manifest.json /iso/clu/manifest.json";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The other layouts are installed by the wizard, and where the power is cut.</summary>
    [Theory]
    [InlineData("bios-luks")]
    [InlineData("uefi-xfs-lvm")]
    public async Task An_unattended_installation_boots_from_its_disks_alone(string name)
    {
        InstallScenario scenario = InstallScenario.All.Single(one => one.Name == name);
        await using InstallMachine machine = InstallMachine.Create(scenario);
        Installation installation = new(machine, scenario);
        await installation.InstallAndBootAsync(Cancellation);
        await installation.CheckAsync(Cancellation);
        await installation.PowerOffAsync(Cancellation);
    }

    [Fact]
    public async Task A_disk_that_is_too_small_is_refused_and_stays_as_it_was() => await AssertRefusedAsync(
        InstallScenario.All[0], InstallScenario.MemoryMiB, 700L << 20, _ => "true", "leaves \\d+ MiB for it");

    [Fact]
    public async Task A_missing_object_is_refused_and_the_disk_stays_as_it_was() => await AssertRefusedAsync(
        InstallScenario.All[1], InstallScenario.MemoryMiB, InstallScenario.DiskBytes, _ => LoseObject, "lacks 1 of \\d+ store objects");

    [Fact]
    public async Task The_wrong_firmware_is_refused_and_the_disk_stays_as_it_was() => await AssertRefusedAsync(
        InstallScenario.All[1], InstallScenario.MemoryMiB, InstallScenario.DiskBytes, answers => $"sed -i '1i firmware = \"uefi\"' {answers}", "started by BIOS, and the installation is for UEFI");

    [Fact]
    public async Task Encryption_in_too_little_memory_is_refused_and_the_disk_stays_as_it_was() => await AssertRefusedAsync(
        InstallScenario.All[4], 256, InstallScenario.DiskBytes, _ => "true", "LUKS2 needs \\d+ MiB of RAM");

    [Fact]
    public async Task The_live_medium_is_no_target() => await AssertRefusedAsync(
        InstallScenario.All[1], InstallScenario.MemoryMiB, InstallScenario.DiskBytes, answers => $"sed -i 's,^serial = .*,device = \"/dev/sr0\",' {answers}", "/dev/sr0");

    [Fact]
    public async Task A_medium_with_a_flipped_bit_is_refused_and_the_disk_stays_as_it_was()
    {
        using TempFolder folder = new();
        string damaged = folder["damaged.iso"];
        File.Copy(MediumUnderTest.Path, damaged);
        using (FileStream file = new(damaged, FileMode.Open))
        {
            // Of what the boot menu alone reads, so that nothing is damaged that the live system runs.
            file.Position = StartOf(damaged, "initrd") + 4096;
            int value = file.ReadByte();
            file.Position--;
            file.WriteByte((byte)(value ^ 0x10));
        }

        await AssertRefusedAsync(InstallScenario.All[1], InstallScenario.MemoryMiB, InstallScenario.DiskBytes, _ => "true", "is damaged", damaged);
    }

    /// <summary>Where a file of the medium begins, as xorriso sees it.</summary>
    private static long StartOf(string medium, string name)
    {
        string line = Tool.Run("xorriso", "-indev", medium, "-find", "/boot", "-name", name, "-exec", "report_lba").Succeeded().Output
            .Split('\n').Single(line => line.StartsWith("File data lba:", StringComparison.Ordinal));
        return long.Parse(line.Split(',')[1], CultureInfo.InvariantCulture) * 2048;
    }

    /// <summary>Hashes the disk before and after an installation that must not begin.</summary>
    private static async Task AssertRefusedAsync(InstallScenario scenario, int memoryMiB, long diskBytes, Func<string, string> spoil, string reason, string? medium = null)
    {
        await using InstallMachine machine = InstallMachine.Create(MediumUnderTest.Path, scenario.Firmware, memoryMiB, diskBytes);
        string before = await machine.Disks[0].HashAsync(Cancellation);
        await machine.StartLiveAsync(Cancellation, medium);
        await new Installation(machine, scenario).PrepareAsync(Cancellation);
        (await machine.Shell.RunAsync(spoil("/tmp/answers.toml"), Refusal, Cancellation)).Succeeded();
        ShellResult result = await machine.Shell.RunAsync("sudo clu install --answers /tmp/answers.toml --unattended", Refusal, Cancellation);
        Assert.NotEqual(0, result.ExitCode);
        Assert.True(Regex.IsMatch(result.Output, reason) && result.Output.Contains("no disk was touched", StringComparison.Ordinal), result.Output);
        await machine.PowerOffAsync(Cancellation);
        Assert.Equal(before, await machine.Disks[0].HashAsync(Cancellation));
    }
}
