using Clu.Binary;
using Clu.Cli.Wizard;
using Clu.Cli.Wizard.Screens;
using Clu.Install.Preflights;
using Clu.Stores.Progress;
using static Clu.Cli.Tests.Wizard.Typist;

namespace Clu.Cli.Tests.Wizard;

/// <summary>What the wizard looks like, page by page.</summary>
public sealed class WizardScreenTests
{
    private const long MiB = 1 << 20;

    [Theory]
    [InlineData("welcome", PageId.Welcome)]
    [InlineData("disks", PageId.Disks)]
    [InlineData("layout", PageId.Layout)]
    [InlineData("encryption", PageId.Encryption)]
    [InlineData("host-name", PageId.HostName)]
    [InlineData("user", PageId.User)]
    [InlineData("ssh-key", PageId.SshKey)]
    [InlineData("network", PageId.Network)]
    [InlineData("wifi", PageId.Wifi)]
    [InlineData("time-zone", PageId.TimeZone)]
    [InlineData("keyboard", PageId.Keyboard)]
    [InlineData("language", PageId.Locale)]
    [InlineData("summary", PageId.Summary)]
    [InlineData("confirm", PageId.Confirm)]
    internal void Every_page_fits_80_by_24(string golden, PageId page) => new Typist().To(page).IsGolden(golden);

    [Fact]
    public void Several_systems_are_offered_with_their_sizes() =>
        new Typist(SampleMachine.Facts with { Hosts = [SampleMachine.Reference, SampleMachine.Kiosk] }).Type(Enter).IsGolden("host");

    [Fact]
    public void An_interrupted_installation_is_offered_first() =>
        new Typist(SampleMachine.Facts with { Interrupted = "'reference' on vda, stopped while copying the system" }).IsGolden("welcome-interrupted");

    [Fact]
    public void A_disk_that_cannot_be_written_is_shown_with_the_reason_and_not_taken() =>
        new Typist().To(PageId.Disks).Type("\e[H", Enter).IsGolden("disk-refused");

    [Fact]
    public void A_mirror_numbers_its_disks() =>
        new Typist().To(PageId.Disks).Type(Down, " ", Up, " ").IsGolden("disks-marked");

    [Fact]
    public void A_passphrase_is_judged_while_it_is_typed() =>
        new Typist().To(PageId.Encryption).Type("aaaa1111", Enter, "aaaa", Enter).IsGolden("encryption-mistake");

    [Fact]
    public void A_fixed_address_asks_for_more() =>
        new Typist().To(PageId.Network).Type(Right, Enter, Enter, "192.0.2.300/24", Enter).IsGolden("network-fixed");

    [Fact]
    public void Leaving_is_asked_for() => new Typist().To(PageId.Layout).Type("q").IsGolden("leave");

    [Fact]
    public void A_console_without_utf8_gets_ascii() => new Typist().To(PageId.Encryption).Type("abc").IsGolden("encryption-ascii", glyphs: GlyphSet.Ascii);

    [Theory]
    [InlineData("summary-60x16", PageId.Summary, 60, 16)]
    [InlineData("disks-60x16", PageId.Disks, 60, 16)]
    [InlineData("time-zone-40x12", PageId.TimeZone, 40, 12)]
    internal void A_small_terminal_shows_the_part_around_the_focus(string golden, PageId page, int width, int height) =>
        new Typist().To(page).IsGolden(golden, width, height);

    [Fact]
    public void What_cannot_be_done_is_said_before_anything_is_written() => new Typist().To(PageId.Check)
        .Happen(new WizardEvent.Prepared(SampleMachine.Plan,
        [
            new PreflightFinding(FindingSeverity.Warning, "clock", "the clock says 1970-01-01: certificates and times of files will be wrong", "set it with `date -s`"),
            new PreflightFinding(FindingSeverity.Refusal, "disk-too-small", "'reference' needs 4096 MiB, and the layout 'ext4' leaves 1900 MiB for it on /dev/vda", "choose a larger disk"),
        ]))
        .IsGolden("refused");

    [Fact]
    public void A_warning_stands_above_the_confirmation() => new Typist().To(PageId.Check)
        .Happen(new WizardEvent.Prepared(SampleMachine.Plan, [new PreflightFinding(FindingSeverity.Warning, "clock", "the clock says 1970-01-01", "set it with `date -s`")]))
        .Type("vdb", Enter)
        .IsGolden("confirm-warning");

    [Fact]
    public void The_installation_shows_steps_bytes_rate_and_time_left()
    {
        Typist typist = Running();
        typist.IsGolden("running");
        typist.Type(Interrupt).IsGolden("running-stop");
    }

    [Fact]
    public void The_end_says_what_comes_now()
    {
        Typist typist = Running();
        typist.Happen(new WizardEvent.Progressed(new ProgressEvent.StepFinished("populate", "250 objects")));
        typist.Happen(new WizardEvent.Installed(["reference on vda: 250 store objects, 1.2 GiB.", "The receipt is /var/lib/clu/install/receipt.json."]));
        typist.IsGolden("result");
    }

    [Fact]
    public void A_failure_says_what_can_be_done()
    {
        Typist typist = Running();
        typist.Happen(new WizardEvent.Failed(new CluException(
            "CLU0691", ErrorKind.Environment, "`mkfs.ext4 /dev/vda2` ended with 1: No space left on device", "the log has all that it printed")));
        typist.IsGolden("result-failed");
    }

    private static Typist Running()
    {
        Typist typist = new Typist().To(PageId.Running);
        Assert.Equal(WizardEffect.Install, typist.State.Effect);
        Report(new ProgressEvent.StepStarted("medium", "Checking the medium", 400 * MiB));
        typist.Clock.Pass(5);
        Report(new ProgressEvent.StepFinished("medium", "sound"));
        Report(new ProgressEvent.StepStarted("partition", "Dividing the disk", null));
        typist.Clock.Pass(1);
        Report(new ProgressEvent.StepFinished("partition", ""));
        Report(new ProgressEvent.StepStarted("format", "Making file systems", null));
        typist.Clock.Pass(2);
        Report(new ProgressEvent.StepFinished("format", ""));
        Report(new ProgressEvent.StepStarted("populate", "Copying the system", 1200 * MiB));
        for (int i = 1; i <= 10; i++)
        {
            typist.Clock.Pass(1);
            Report(new ProgressEvent.StepAdvanced("populate", i * 50 * MiB, "linux-image-6.12.107"));
        }

        return typist;

        void Report(ProgressEvent progress) => typist.Happen(new WizardEvent.Progressed(progress));
    }
}
