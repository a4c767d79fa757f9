using Clu.Media.Machines;
using Clu.Media.Qemu;
using Clu.Testing;
using Clu.Vm.Tests.Machines;

namespace Clu.Vm.Tests.Installing;

/// <summary>What the live system's console does by itself.</summary>
[Collection(nameof(LayoutTests))]
public sealed class HandsOffTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>From power on to power off without a key but those that put the parameter into the boot menu.</summary>
    [Fact]
    public async Task A_kernel_parameter_that_names_a_stick_with_answers_installs_and_switches_off()
    {
        InstallScenario scenario = InstallScenario.All.Single(one => one.Name == "bios-zram");
        await using InstallMachine machine = InstallMachine.Create(scenario);
        using TempFolder folder = new();
        Installation installation = new(machine, scenario);
        await machine.StartMediumAsync(Cancellation, MakeStick(folder, "LAB7", $"after = \"poweroff\"\n{scenario.Answers(machine.Disks)}"));
        await GrubEditor.StartWithAsync(machine.Machine, "console=ttyS0 clu.answers=LAB7", LiveSystem.BootTime, Cancellation);
        await machine.Machine.ExpectAsync("Installed\\.", Installation.InstallTime, Cancellation);
        await machine.Machine.ExpectEndAsync(LiveSystem.BootTime, Cancellation);
        await installation.BootAsync(Cancellation);
        await installation.CheckLayoutAsync(Cancellation);
    }

    /// <summary>A file system with the label <c>CLU-ANSWERS</c> needs no parameter; what it holds is seen without installing.</summary>
    [Fact]
    public async Task A_personal_medium_checks_itself_applies_its_settings_and_starts_the_installer()
    {
        InstallScenario scenario = InstallScenario.All.Single(one => one.Name == "bios-ext4");
        using TempFolder folder = new();
        string medium = folder["personal.iso"];
        Tool.Run(
            Path.Combine(RepositoryRoot.Path, "clu"),
            "customize", MediumUnderTest.Path, "--ssh-key", InstallScenario.Key, "--wifi", "Lab:secret-words", "--password-hash", InstallScenario.PasswordHash,
            "--hostname", "from-the-medium", "--timezone", "Europe/Berlin", "-o", medium).Succeeded();
        await using InstallMachine machine = InstallMachine.Create(medium, scenario.Firmware, InstallScenario.MemoryMiB, scenario.Size);
        await machine.StartMediumAsync(Cancellation, MakeStick(folder, "CLU-ANSWERS", scenario.Answers(machine.Disks)));
        await machine.Machine.ExpectAsync("Check this medium", LiveSystem.BootTime, Cancellation);
        await machine.Machine.TypeAsync("k", Cancellation);
        await machine.Machine.ExpectAsync("The medium is sound", LiveSystem.BootTime, Cancellation);
        await machine.Machine.ExpectAsync("Press a key to go on", LiveSystem.BootTime, Cancellation);
        await machine.Machine.TypeAsync("x", Cancellation);

        SerialWizard wizard = SerialWizard.Watch(machine.Machine);
        await machine.Machine.ExpectAsync(@"starts in 1 s", LiveSystem.BootTime, Cancellation);
        await wizard.WaitAsync(LiveSystem.BootTime, Cancellation, "Welcome");
        await wizard.TypeAsync(Cancellation, SerialWizard.Quit);
        await wizard.WaitAsync(LiveSystem.BootTime, Cancellation, "Leave?");
        await wizard.TypeAsync(Cancellation, "y");

        MachineShell shell = new(machine.Machine);
        await shell.LogInAsync(LiveSystem.BootTime, Cancellation);
        await RunAsync("test \"$(systemctl is-system-running --wait)\" = running");
        await RunAsync($"sudo grep -qF '{InstallScenario.Key}' /etc/ssh/authorized_keys.d/root && sudo grep -qF '{InstallScenario.Key}' /etc/ssh/authorized_keys.d/nixos");
        await RunAsync("sudo grep -q '^psk=secret-words' /etc/NetworkManager/system-connections/wifi-*.nmconnection");
        await RunAsync("sudo grep -q '^nixos:\\$6\\$saltsalt' /etc/shadow");
        await RunAsync("sudo grep -q '^hostname = \"from-the-medium\"' /run/clu/answers.toml");
        // The stick stands before the medium.
        await RunAsync($"sudo clu install --check 2>&1 | grep -q CLU-ANSWERS && sudo clu install --plan --json | grep -q {scenario.HostName}");

        async Task RunAsync(string command) => (await shell.RunAsync(command, LiveSystem.BootTime, Cancellation)).Succeeded();
    }

    private static string MakeStick(TempFolder folder, string label, string answers)
    {
        string stick = folder["stick.img"];
        File.WriteAllText(folder["clu-answers.toml"], answers);
        Tool.Run("mkfs.vfat", "-C", "-n", label, stick, "4096").Succeeded();
        Tool.Run("mcopy", "-i", stick, folder["clu-answers.toml"], "::").Succeeded();
        return stick;
    }
}
