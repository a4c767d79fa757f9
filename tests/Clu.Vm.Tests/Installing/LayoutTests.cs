namespace Clu.Vm.Tests.Installing;

/// <summary>Every layout that clu has, and those that the manual shows, carries a machine that boots; the common ones are in <see cref="InstallTests"/>, one in <see cref="HandsOffTests"/>.</summary>
[Collection(nameof(LayoutTests))]
public sealed class LayoutTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>
    /// In CI, whose time is bounded, those alone that have parts which no other test has; <c>CLU_TEST_LAYOUTS=all</c> runs all of them there, too.
    /// </summary>
    /// <param name="name">The scenario.</param>
    /// <param name="inEachRun">Whether CI runs it always.</param>
    [Theory]
    [InlineData("bios-xfs", false)]
    [InlineData("bios-luks-btrfs", false)]
    [InlineData("uefi-luks-lvm", true)]
    [InlineData("bios-swap", false)]
    [InlineData("uefi-swapfile", false)]
    [InlineData("bios-custom", true)]
    [InlineData("uefi-fast-and-large", false)]
    public async Task A_layout_carries_a_machine_that_boots(string name, bool inEachRun)
    {
        Assert.SkipWhen(
            !inEachRun && Environment.GetEnvironmentVariable("CI") == "true" && Environment.GetEnvironmentVariable("CLU_TEST_LAYOUTS") != "all",
            "CI has no time for every layout: CLU_TEST_LAYOUTS=all runs it");
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
