using Clu.Binary;
using Clu.Install.Choices;
using Clu.Install.Layouts;
using Clu.Install.Tests.Plans;
using Clu.Install.Trials;
using Clu.Media.Hosts;
using Clu.Media.Inspection;

namespace Clu.Install.Tests.Trials;

public sealed class BootTrialPlanTests
{
    private static readonly BootTrialRequest _all = new() { Image = "my.iso" };

    private static readonly MediumHost _host = SamplePlan.Host with { Defaults = new HostDefaults() };

    [Fact]
    public void Every_layout_is_tried_by_UEFI_and_the_first_by_BIOS_as_well()
    {
        IReadOnlyList<BootTrial> trials = BootTrialPlan.Make(Report([_host]), _all);
        Assert.Equal(LayoutCatalog.All, trials.Where(trial => trial.Firmware == TargetFirmware.Uefi).Select(trial => trial.Layout));
        Assert.Equal(["ext4"], trials.Where(trial => trial.Firmware == TargetFirmware.Bios).Select(trial => trial.Layout.Name));
    }

    [Fact]
    public void A_host_that_is_made_for_a_layout_is_tried_with_that_alone()
    {
        MediumHost made = _host with { Name = "desk", Defaults = new HostDefaults { Layout = "luks" } };
        Assert.Equal(["desk, luks, UEFI", "desk, luks, BIOS"], BootTrialPlan.Make(Report([made]), _all).Select(trial => trial.ToString()));
    }

    [Fact]
    public void A_medium_that_starts_by_BIOS_alone_is_tried_by_BIOS() =>
        Assert.All(BootTrialPlan.Make(Report([_host], BootFirmware.Bios), _all), trial => Assert.Equal(TargetFirmware.Bios, trial.Firmware));

    [Fact]
    public void Firmware_that_is_named_gets_every_layout_that_can_start_by_it()
    {
        DiskLayout uefiOnly = LayoutCatalog.Find("ext4") with { Name = "uefi-only", Partitions = [.. LayoutCatalog.Find("ext4").Partitions.Where(one => one.Type != PartitionType.BiosBoot)] };
        BootTrialRequest both = _all with { Layouts = [uefiOnly, LayoutCatalog.Find("raid1")], Firmware = [TargetFirmware.Bios, TargetFirmware.Uefi] };
        Assert.Equal(
            ["uefi-only, UEFI", "raid1, BIOS", "raid1, UEFI"], BootTrialPlan.Make(Report([_host]), both).Select(trial => $"{trial.Layout.Name}, {trial.Firmware.Text()}"));
    }

    [Fact]
    public void What_cannot_be_tried_is_an_error_that_says_why()
    {
        Assert.Contains("no host 'other'", Code(() => BootTrialPlan.Make(Report([_host]), _all with { Host = "other" })), StringComparison.Ordinal);
        Assert.Contains("does not start by UEFI", Code(() => BootTrialPlan.Make(Report([_host], BootFirmware.Bios), _all with { Firmware = [TargetFirmware.Uefi] })), StringComparison.Ordinal);
        Assert.Empty(BootTrialPlan.Make(Report([]), _all));

        static string Code(Action work)
        {
            CluException error = Assert.Throws<CluException>(work);
            Assert.Equal("CLU0692", error.Code);
            return error.Message;
        }
    }

    private static MediumReport Report(IReadOnlyList<MediumHost> hosts, params BootFirmware[] firmware) => new()
    {
        Label = "sample",
        VolumeSize = 0,
        FileSize = 0,
        Application = "",
        Version = null,
        BootImages = [.. (firmware.Length > 0 ? firmware : [BootFirmware.Bios, BootFirmware.Uefi]).Select(one => new BootImage(one, Bootable: true, 0, 0))],
        Partitions = [],
        MenuEntries = [],
        Files = [],
        Store = null,
        Manifest = new MediumManifest { Label = "sample", Hosts = hosts, Objects = [] },
        Findings = [],
    };
}
