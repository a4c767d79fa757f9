namespace Clu.Vm.Tests.Installing;

/// <summary>Every layout that clu has, and those that the manual shows, carries a machine that boots; the common ones are in <see cref="InstallTests"/>, one in <see cref="HandsOffTests"/>.</summary>
[Collection(nameof(LayoutTests))]
public sealed class LayoutTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("bios-xfs")]
    [InlineData("bios-luks-btrfs")]
    [InlineData("uefi-luks-lvm")]
    [InlineData("bios-swap")]
    [InlineData("uefi-swapfile")]
    [InlineData("bios-custom")]
    [InlineData("uefi-fast-and-large")]
    public async Task A_layout_carries_a_machine_that_boots(string name)
    {
        InstallScenario scenario = InstallScenario.All.Single(one => one.Name == name);
        await using InstallMachine machine = InstallMachine.Create(scenario);
        Installation installation = new(machine, scenario);
        await installation.InstallAndBootAsync(Cancellation);
        await installation.CheckLayoutAsync(Cancellation);
    }

    [Fact]
    public async Task A_machine_with_GRUB_on_UEFI_starts_its_next_generation()
    {
        InstallScenario scenario = InstallScenario.All.Single(one => one.Name == "uefi-f2fs");
        await using InstallMachine machine = InstallMachine.Create(scenario);
        Installation installation = new(machine, scenario);
        await installation.InstallAndBootAsync(Cancellation);
        await installation.CheckLayoutAsync(Cancellation);
        await installation.UpgradeAsync(Cancellation);
    }
}
