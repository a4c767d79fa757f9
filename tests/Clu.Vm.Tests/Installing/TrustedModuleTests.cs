using Clu.Vm.Tests.Machines;

namespace Clu.Vm.Tests.Installing;

/// <summary>A root that the machine's TPM2 opens.</summary>
[Collection(nameof(LayoutTests))]
public sealed class TrustedModuleTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_TPM2_opens_the_disk_and_the_passphrase_does_where_the_TPM2_is_another_one()
    {
        InstallScenario scenario = InstallScenario.All.Single(one => one.Name == "uefi-tpm2");
        await using TrustedModule module = new();
        await using InstallMachine machine = InstallMachine.Create(scenario, module);
        Installation installation = new(machine, scenario);
        await machine.StartMediumAsync(Cancellation);
        await machine.Shell.LogInAsync(LiveSystem.BootTime, Cancellation);
        await installation.PrepareAsync(Cancellation);
        await installation.RunAsync(resume: false, Cancellation);
        await machine.PowerOffAsync(Cancellation);
        await installation.BootAsync(Cancellation);
        await installation.CheckLayoutAsync(Cancellation);
        Assert.DoesNotContain("assphrase of", machine.Machine.Transcript, StringComparison.Ordinal);
        await installation.PowerOffAsync(Cancellation);

        await module.ReplaceAsync();
        await machine.BootDiskAsync(Cancellation);
        await installation.OpenDisksAsync(Cancellation);
        await machine.LogInAsync(InstallScenario.User, InstallScenario.Password, Cancellation);
    }
}
