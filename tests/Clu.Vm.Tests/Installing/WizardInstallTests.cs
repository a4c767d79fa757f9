namespace Clu.Vm.Tests.Installing;

/// <summary>The wizard, driven over the serial line by a script, and the machine that it makes.</summary>
[Collection(nameof(InstallTests))]
public sealed class WizardInstallTests
{
    private static readonly TimeSpan Page = TimeSpan.FromSeconds(180);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("bios-ext4", 0)]
    [InlineData("uefi-btrfs", 1)]
    public async Task A_person_at_a_serial_console_installs_a_machine_that_boots(string name, int layout)
    {
        InstallScenario scenario = InstallScenario.All.Single(one => one.Name == name);
        await using InstallMachine machine = InstallMachine.Create(
            MediumUnderTest.Path, scenario.Firmware, InstallScenario.MemoryMiB, InstallScenario.DiskBytes);
        Installation installation = new(machine, scenario);
        await machine.StartLiveAsync(Cancellation);
        await installation.PrepareAsync(Cancellation);
        SerialWizard wizard = await SerialWizard.StartAsync(machine.Machine, Cancellation);
        await AnswerAsync(wizard, "Welcome", SerialWizard.Enter);
        await AnswerAsync(wizard, "Onto which disk", SerialWizard.Enter);
        await AnswerAsync(wizard, "How shall", [.. Enumerable.Repeat(SerialWizard.Down, layout), SerialWizard.Enter]);
        await AnswerAsync(wizard, "called?", SerialWizard.ClearLine, scenario.HostName, SerialWizard.Enter);
        await AnswerAsync(wizard, "Login name", InstallScenario.User, "\t", InstallScenario.Password, "\t", InstallScenario.Password, SerialWizard.Enter);
        await AnswerAsync(wizard, "Public key", InstallScenario.Key, SerialWizard.Enter);
        await AnswerAsync(wizard, "DHCP", SerialWizard.Enter);
        await AnswerAsync(wizard, "time zone", "europe/berlin", SerialWizard.Enter);
        while (await wizard.WaitAsync(Page, Cancellation, "Which keyboard", "Which language", "Go on: check") is var page && !page.StartsWith("Go on", StringComparison.Ordinal))
            await AnswerAsync(wizard, page, SerialWizard.Enter);
        await AnswerAsync(wizard, "Go on: check", SerialWizard.Enter);
        await wizard.WaitAsync(Installation.InstallTime, Cancellation, "type the name of the disk: vda");
        await wizard.TypeAsync(Cancellation, "vda", SerialWizard.Enter);
        await wizard.WaitAsync(Installation.InstallTime, Cancellation, "Installed, and verified.");
        await AnswerAsync(wizard, "Switch off", SerialWizard.Down, SerialWizard.Enter);
        await machine.Machine.ExpectEndAsync(Page, Cancellation);

        await installation.BootAsync(Cancellation);
        await installation.CheckAsync(Cancellation);
    }

    private static async Task AnswerAsync(SerialWizard wizard, string wait, params string[] keys)
    {
        await wizard.WaitAsync(Page, Cancellation, wait);
        await wizard.TypeAsync(Cancellation, keys);
    }
}
