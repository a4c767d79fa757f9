using Clu.Install.Choices;
using Clu.Install.Disks;
using Clu.Install.Layouts;
using Clu.Install.Plans;
using Clu.Install.Preflights;
using Clu.Install.Tests.Plans;

namespace Clu.Install.Tests.Preflights;

public sealed class PreflightTests
{
    private static readonly MachineFacts _machine = new(TargetFirmware.Uefi, 1000L << 20, new DateTimeOffset(2026, 11, 27, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public void A_plan_that_fits_the_machine_may_begin_and_says_nothing() => Assert.Empty(Check(SamplePlan.Make()).Findings);

    [Fact]
    public void A_disk_that_is_in_use_is_refused_with_its_reason()
    {
        PreflightReport report = Check(SamplePlan.Make(disk: SamplePlan.Disk with { Refusal = "the live system runs from it" }));

        Assert.Equal("/dev/vda cannot be installed on: the live system runs from it", Refusal(report, "disk-in-use"));
    }

    [Fact]
    public void What_is_on_a_disk_is_told_and_is_no_reason_to_refuse()
    {
        PreflightReport report = Check(SamplePlan.Make(disk: SamplePlan.Disk with { Contents = [new DiskContent("/dev/vda1", 100 << 20, "ntfs", "Windows", null)] }));

        Assert.True(report.MayBegin);
        Assert.Equal("everything on /dev/vda will be gone: /dev/vda1 (ntfs 'Windows', 100 MiB)", Assert.Single(report.Findings).Message);
    }

    [Fact]
    public void Another_firmware_than_the_machines_is_refused()
    {
        PreflightReport report = Check(SamplePlan.Make(TargetFirmware.Bios, LoaderKind.Grub));

        Assert.Equal("this machine was started by UEFI, and the installation is for BIOS", Refusal(report, "firmware"));
    }

    [Fact]
    public void Systemd_boot_by_BIOS_is_refused()
    {
        PreflightReport report = Check(SamplePlan.Make(TargetFirmware.Bios), _machine with { Firmware = TargetFirmware.Bios });

        Assert.Equal("systemd-boot starts by UEFI alone", Refusal(report, "loader"));
    }

    [Theory]
    [InlineData(210, false, true)]
    [InlineData(150, false, false)]
    [InlineData(210, true, false)]
    [InlineData(470, true, true)]
    public void Memory_that_does_not_do_is_refused(long mebibytes, bool encrypted, bool mayBegin)
    {
        InstallPlan plan = SamplePlan.Make(secret: encrypted ? new DiskSecret { Passphrase = "x"u8.ToArray() } : null);

        PreflightReport report = Check(plan, _machine with { Memory = mebibytes << 20 });

        Assert.Equal(mayBegin, report.MayBegin);
        Assert.Equal(mayBegin ? [] : ["memory"], report.Refusals.Select(finding => finding.Id));
    }

    [Fact]
    public void A_disk_that_is_too_small_is_refused_with_both_sizes()
    {
        PreflightReport report = Check(SamplePlan.Make(storeRoom: 700L << 20));

        Assert.Equal("'reference' needs 728 MiB, and the layout 'ext4' leaves 700 MiB for it on /dev/vda", Refusal(report, "disk-too-small"));
    }

    [Fact]
    public void An_object_that_the_medium_lacks_is_named()
    {
        PreflightReport report = Preflight.Check(SamplePlan.Make(), _machine, _ => false, _ => true);

        Assert.Equal(
            "the medium lacks 1 of 1 store objects of 'reference': /nix/store/00000000000000000000000000000000-nixos-system-reference-1",
            Refusal(report, "missing-object"));
    }

    [Fact]
    public void A_program_that_the_live_system_lacks_is_named()
    {
        PreflightReport report = Preflight.Check(SamplePlan.Make(), _machine, _ => true, program => program != "sfdisk");

        Assert.Equal("the live system lacks sfdisk", Refusal(report, "missing-program"));
    }

    [Fact]
    public void A_clock_that_cannot_be_right_is_a_warning()
    {
        PreflightReport report = Check(SamplePlan.Make(), _machine with { Time = new DateTimeOffset(2001, 1, 1, 0, 0, 0, TimeSpan.Zero) });

        Assert.True(report.MayBegin);
        Assert.Equal((FindingSeverity.Warning, "clock"), (report.Findings[0].Severity, report.Findings[0].Id));
    }

    [Fact]
    public void A_layout_gets_as_many_disks_as_it_needs_and_no_disk_twice()
    {
        InstallPlan plan = SamplePlan.Make();
        InstallPlan twice = plan with { Choices = plan.Choices with { Disks = [SamplePlan.Disk, SamplePlan.Disk] } };

        Assert.Equal(["disk-twice", "disk-count"], Check(twice).Refusals.Select(finding => finding.Id));
    }

    [Theory]
    [InlineData("MemTotal:        1004508 kB\nMemFree: 1 kB\n", 1004508L << 10)]
    [InlineData("", 0)]
    [InlineData("MemTotal: much\n", 0)]
    public void Memory_is_what_the_kernel_says(string meminfo, long expected) => Assert.Equal(expected, MachineFacts.MemoryOf(meminfo));

    private static PreflightReport Check(InstallPlan plan, MachineFacts? machine = null) => Preflight.Check(plan, machine ?? _machine, _ => true, _ => true);

    private static string Refusal(PreflightReport report, string id) => Assert.Single(report.Refusals, finding => finding.Id == id).Message;
}
