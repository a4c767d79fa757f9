namespace Clu.Vm.Tests.Installing;

/// <summary>Installations whose power is cut. The longest tests of all: beside the others, not after them.</summary>
public sealed class PowerCutTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Two machines, the power of each cut six times: twelve moments spread over an installation.</summary>
    [Theory]
    [InlineData(
        "uefi-luks", "\"partition\"", "\"format\"", "\"record\"", "\"populate\",\"doneBytes\":[1-9]\\d{7}", "\"populate\",\"doneBytes\":[2-9]\\d{8}", "\"personalise\"")]
    [InlineData(
        "bios-raid1", "\"raid\"", "\"mount\"", "\"populate\",\"doneBytes\":[1-9]\\d{6}", "\"register\"", "\"loader\"", "\"verify\"")]
    public async Task A_power_cut_is_resumed_to_a_machine_that_boots(string name, params string[] moments)
    {
        InstallScenario scenario = InstallScenario.All.Single(one => one.Name == name);
        await using InstallMachine machine = InstallMachine.Create(scenario);
        Installation installation = new(machine, scenario);
        bool resume = false;
        foreach (string moment in moments)
        {
            await machine.StartLiveAsync(Cancellation);
            await installation.PrepareAsync(Cancellation);
            await installation.CutAtAsync(resume, moment, Cancellation);
            resume = true;
        }

        await machine.StartLiveAsync(Cancellation);
        await installation.PrepareAsync(Cancellation);
        await installation.RunAsync(resume, Cancellation);
        await machine.PowerOffAsync(Cancellation);
        await installation.BootAsync(Cancellation);
        await installation.CheckAsync(Cancellation);
        await installation.PowerOffAsync(Cancellation);
        if (scenario.Layout == "raid1")
            await installation.BootLastDiskAsync(Cancellation);
    }
}
