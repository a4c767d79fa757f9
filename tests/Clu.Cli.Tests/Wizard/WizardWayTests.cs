using Clu.Cli.Wizard;
using Clu.Cli.Wizard.Choices;
using CsCheck;
using static Clu.Cli.Tests.Wizard.Typist;

namespace Clu.Cli.Tests.Wizard;

/// <summary>Where keys lead.</summary>
public sealed class WizardWayTests
{
    private static readonly PageId[] s_pages = [.. Enum.GetValues<PageId>().Where(page => page is not (PageId.Host or PageId.Running or PageId.Result or PageId.Unlock))];

    [Fact]
    public void From_every_page_back_leads_to_the_one_before()
    {
        PageId[] way = [.. s_pages.Where(page => page != PageId.Check)];
        for (int i = 1; i < way.Length; i++)
        {
            Typist typist = new Typist().To(way[i]);
            Assert.Equal(way[i], typist.State.Page);

            typist.Type(Escape);

            Assert.Equal(way[i - 1], typist.State.Page);
        }
    }

    [Fact]
    public void Back_and_on_again_keeps_what_was_typed()
    {
        Typist typist = new Typist().To(PageId.User).Type(Escape, Enter);

        Assert.Equal(PageId.User, typist.State.Page);
        Assert.Equal("lab-7", typist.State.Draft.HostName);
    }

    [Fact]
    public void Before_the_first_page_is_the_question_whether_to_leave()
    {
        Typist typist = new Typist().Type(Escape);
        Assert.Equal(WizardQuestion.Abort, typist.State.Question);

        typist.Type("n");
        Assert.Equal(PageId.Welcome, typist.State.Page);

        typist.Type(Interrupt, "y");
        Assert.Equal((WizardEffect.Leave, WizardOutcome.Aborted), (typist.State.Effect, typist.State.Outcome));
    }

    [Fact]
    public void Answers_that_were_given_are_not_asked_for_but_shown()
    {
        InstallDraft draft = new() { HostName = "lab-9", TimeZone = "Asia/Tokyo", User = "eva", PasswordHash = "$6$a$b" };
        Typist typist = new(SampleMachine.Facts, draft, PageId.HostName, PageId.TimeZone, PageId.User);

        typist.Type(Enter, Down, Enter, Enter);
        Assert.Equal(PageId.SshKey, typist.State.Page);
        typist.Type(Enter, Enter, Enter);
        Assert.Equal(PageId.Keyboard, typist.State.Page);
        typist.Type(Enter, Enter);

        Assert.Equal(PageId.Summary, typist.State.Page);
        Assert.Contains("lab-9", typist.Text(), StringComparison.Ordinal);
        Assert.Contains("Asia/Tokyo", typist.Text(), StringComparison.Ordinal);
        Assert.Contains("eva, with the password that was given", typist.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_given_answer_that_does_not_fit_is_asked_for()
    {
        Typist typist = new(SampleMachine.Facts, new InstallDraft { Disks = ["/dev/sda"], Layout = "raid1" }, PageId.Disks, PageId.Layout);

        typist.Type(Enter);
        Assert.Equal(PageId.Disks, typist.State.Page);
        typist.Type(Enter);
        Assert.Equal(PageId.Layout, typist.State.Page);
    }

    [Fact]
    public void A_line_of_the_summary_leads_to_its_page_and_back()
    {
        Typist typist = new Typist().To(PageId.Summary).Type("\e[H", Down, Down, Down, Down, Enter);
        Assert.Equal(PageId.HostName, typist.State.Page);

        typist.Type("\u0015lab-8", Enter);

        Assert.Equal(PageId.Summary, typist.State.Page);
        Assert.Equal("lab-8", typist.State.Draft.HostName);
        typist.Type(Escape);
        Assert.Equal(PageId.Locale, typist.State.Page);
    }

    [Fact]
    public void A_change_asks_again_for_what_it_opened()
    {
        Typist typist = new Typist().To(PageId.Summary).Type("\e[H", Down, Enter);
        Assert.Equal(PageId.Disks, typist.State.Page);

        typist.Type(" ", Up, " ", Enter);

        Assert.Equal(PageId.Layout, typist.State.Page);
        typist.Type(Enter);
        Assert.Equal(PageId.Summary, typist.State.Page);
        Assert.Equal("raid1", typist.State.Draft.Layout);
        Assert.Null(typist.State.Draft.Passphrase);
    }

    [Fact]
    public void What_a_system_proposes_is_taken_unless_somebody_answered()
    {
        Typist typist = new(SampleMachine.Facts with { Hosts = [SampleMachine.Reference, SampleMachine.Kiosk] }, new InstallDraft { HostName = "mine" }, PageId.HostName);

        typist.Type(Enter, Down, Enter);

        Assert.Equal(("kiosk", "mine", "Europe/Berlin", "show"),
            (typist.State.Draft.Host, typist.State.Draft.HostName, typist.State.Draft.TimeZone, typist.State.Draft.User));
    }

    [Fact]
    public void Only_the_name_of_the_disk_begins_the_installation()
    {
        foreach (string wrong in (string[])["", "vdb", "vda vda", "y", "yes", "VDA"])
        {
            Typist typist = new Typist().To(PageId.Confirm).Type(wrong, Enter);
            Assert.Equal((PageId.Confirm, WizardEffect.None), (typist.State.Page, typist.State.Effect));
        }

        Assert.Equal(WizardEffect.Install, new Typist().To(PageId.Confirm).Type("/dev/vda", Enter).State.Effect);
    }

    [Fact]
    public void A_mirror_is_confirmed_by_both_names()
    {
        Typist typist = new Typist().To(PageId.Disks).Type(Down, " ", Up, " ", Enter, Enter);
        typist.To(PageId.Confirm);

        Assert.Equal(WizardEffect.None, typist.Type("vda", Enter).State.Effect);
        Assert.Equal(WizardEffect.Install, typist.Type(" nvme0n1", Enter).State.Effect);
    }

    [Fact]
    public void A_refusal_leads_back_only()
    {
        Typist typist = new Typist().To(PageId.Check).Happen(new WizardEvent.Failed(new Binary.CluException("CLU0600", Binary.ErrorKind.Usage, "no")));

        Assert.Equal(PageId.Summary, typist.Type(Enter).State.Page);
    }

    [Fact]
    public void What_comes_after_somebody_went_back_changes_nothing()
    {
        Typist typist = new Typist().To(PageId.Check).Type(Escape);

        typist.Happen(new WizardEvent.Prepared(SampleMachine.Plan, []));

        Assert.Equal((PageId.Summary, WizardEffect.None), (typist.State.Page, typist.State.Effect));
    }

    [Fact]
    public void An_installation_is_stopped_only_by_a_yes()
    {
        Typist typist = new Typist().To(PageId.Running);

        Assert.Equal(WizardEffect.Install, typist.Type(Interrupt, Interrupt, "n", Escape, "q", "b").State.Effect);
        Assert.Equal(WizardEffect.Stop, typist.Type(Interrupt, "y").State.Effect);
    }

    [Fact]
    public void An_interrupted_installation_of_an_encrypted_disk_asks_for_its_passphrase()
    {
        Typist typist = new(SampleMachine.Facts with { Interrupted = "'reference' on vda", InterruptedIsLocked = true });
        typist.Type(Enter, Enter);
        Assert.Equal((PageId.Unlock, WizardEffect.None), (typist.State.Page, typist.State.Effect));
        Assert.Equal(PageId.Welcome, typist.Type(Escape).State.Page);

        typist.Type(Enter, "geheim", Enter);

        Assert.Equal((PageId.Running, WizardEffect.Resume, "geheim"), (typist.State.Page, typist.State.Effect, typist.State.Draft.Passphrase));
        typist.Happen(new WizardEvent.Failed(new Binary.CluException("CLU0691", Binary.ErrorKind.Environment, "no key available with this passphrase")));
        Assert.Equal(PageId.Result, typist.State.Page);
    }

    [Fact]
    public void No_keys_crash_it_or_begin_without_the_name()
    {
        string[] all =
        [
            Enter, Enter, Enter, Escape, Up, Down, Left, Right, Interrupt, "\t", "\e[Z", "\e[H", "\e[F", "\e[5~", "\e[6~", "\e[3~", "\u007f", "\u0015", " ", "a", "1", "y", "n",
            "b", "q", "j", "k", "ü", "😀", "vd", "secret", "192.0.2.7/24",
        ];
        Gen.Select(Gen.Enum<PageId>(), Gen.Bool, Gen.Int[0, all.Length - 1].Select(i => all[i]).Array[0, 60]).Sample((from, failed, keys) =>
        {
            Typist typist = new Typist().To(from is PageId.Host or PageId.Running or PageId.Result or PageId.Unlock ? PageId.Confirm : from);
            foreach (string pressed in keys)
            {
                WizardState before = typist.State;
                typist.Type(pressed);
                if (typist.State.Effect == WizardEffect.Prepare)
                    typist.Happen(failed ? new WizardEvent.Failed(new Binary.CluException("CLU0600", Binary.ErrorKind.Usage, "no")) : new WizardEvent.Prepared(SampleMachine.Plan, []));
                if (typist.State.HasBegun)
                {
                    // The keys may spell the name by chance; nothing else may have led here.
                    string name = string.Join(' ', before.Draft.Disks.Select(disk => disk[5..]));
                    Assert.Equal((PageId.Confirm, name, Enter), (before.Page, before.View.Fields[0].Text.Trim(), pressed));
                    return;
                }

                Assert.NotEqual(WizardEffect.Install, typist.State.Effect);
                typist.Text(40 + (keys.Length % 60), 12 + (keys.Length % 14));
            }
        }, iter: 1000);
    }
}
