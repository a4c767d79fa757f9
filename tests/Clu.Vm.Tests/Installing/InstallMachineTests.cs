using Clu.Media.Qemu;

namespace Clu.Vm.Tests.Installing;

/// <summary>The harness itself: a saved live system goes on, sees its disks, and what was on them outlives a power cut.</summary>
public sealed class InstallMachineTests
{
    private const long DiskBytes = 1L << 30;
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(400);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(FirmwareKind.Bios)]
    [InlineData(FirmwareKind.Uefi)]
    public async Task What_was_synced_outlives_a_power_cut_and_the_next_live_system_sees_it(FirmwareKind firmware)
    {
        await using InstallMachine machine = InstallMachine.Create(MediumUnderTest.Path, firmware, 1024, DiskBytes, DiskBytes);
        string untouched = await machine.Disks[1].HashAsync(Cancellation);
        await machine.StartLiveAsync(Cancellation);
        (await machine.Shell.RunAsync(
            $"sudo mkfs.ext4 -q {machine.Disks[0].Device} && sudo mount {machine.Disks[0].Device} /mnt && echo kept | sudo tee /mnt/file && sudo sync -f /mnt",
            Long,
            Cancellation)).Succeeded();
        await machine.PowerCutAsync();
        await machine.StartLiveAsync(Cancellation);
        Assert.Equal(
            "kept",
            (await machine.Shell.RunAsync($"sudo mount {machine.Disks[0].Device} /mnt && cat /mnt/file", Long, Cancellation)).Succeeded());
        await machine.PowerOffAsync(Cancellation);
        Assert.Equal(untouched, await machine.Disks[1].HashAsync(Cancellation));
    }
}
