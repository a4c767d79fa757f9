using Clu.Cli.Wizard;
using Clu.Cli.Wizard.Choices;
using Clu.Cli.Wizard.Running;
using Clu.Cli.Wizard.Screens;
using Clu.Cli.Wizard.Terminals;
using static Clu.Cli.Tests.Wizard.Typist;

namespace Clu.Cli.Tests.Wizard;

/// <summary>The wizard on a real pseudo-terminal: every key as bytes, every screen as a VT100 shows it.</summary>
public sealed class WizardSessionTests
{
    [Theory]
    [InlineData(80, 24, true)]
    [InlineData(80, 24, false)]
    [InlineData(50, 14, false)]
    public async Task A_whole_run_is_typed(int width, int height, bool unicode)
    {
        using PseudoTerminal pty = new(width, height);
        SampleWork work = new();
        Task<WizardState> running = Start(pty, work, unicode, cancel: TestContext.Current.CancellationToken);
        foreach ((string wait, string[] keys) in new (string, string[])[]
        {
            ("Welcome", [Enter]), ("Onto which disk", [Down, Enter]), ("How shall", [Down, Enter]), ("Nobody can read", ["geheim ü", Enter, "geheim ü", Enter]),
            ("called?", ["\u0015lab-7", Enter]), ("Login name", ["eva", "\t", "pw", "\t", "pw", Enter]), ("Public key", [Enter]), ("DHCP", [Enter]), ("wireless", [Enter]),
            ("time zone", ["tokyo", Enter]), ("keyboard", [Enter]), ("language", [Enter]), ("Summary", [Enter]),
            ("Disk  [", ["vda", Enter]),
        })
        {
            pty.WaitFor(wait);
            foreach (string key in keys)
                pty.Type(key);
        }

        pty.WaitFor("40 %");
        work.LetItEnd();
        pty.WaitFor("Installed, and verified.");
        pty.Type(Down + Down + Enter);
        WizardState end = await running.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.Equal((WizardOutcome.Shell, WizardEffect.Leave), (end.Outcome, end.Effect));
        Assert.NotNull(end.Receipt);
        InstallDraft draft = work.Prepared!;
        Assert.Equal(("luks", "geheim ü", "lab-7", "eva", "pw", "Asia/Tokyo"), (draft.Layout, draft.Passphrase, draft.HostName, draft.User, draft.Password, draft.TimeZone));
        Assert.Equal(["/dev/vda"], draft.Disks);
    }

    [Fact]
    public async Task Ctrl_C_and_yes_stops_an_installation_and_says_so()
    {
        using PseudoTerminal pty = new(80, 24);
        SampleWork work = new();
        Task<WizardState> running = Start(pty, work, unicode: true, new Typist().To(PageId.Confirm).State, cancel: TestContext.Current.CancellationToken);
        pty.WaitFor("type the name");
        pty.Type("vda\r");
        pty.WaitFor("40 %");

        pty.Type(Interrupt);
        pty.WaitFor("Stop?");
        pty.Type("y");
        pty.WaitFor("Not installed.");
        pty.Type(Down + Enter);

        Assert.Equal(WizardOutcome.Shell, (await running.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken)).Outcome);
        Assert.True(work.WasStopped);
    }

    [Fact]
    public async Task Escape_alone_goes_back_and_a_key_changes_little_on_the_line()
    {
        using PseudoTerminal pty = new(80, 24);
        Task<WizardState> running = Start(pty, new SampleWork(), unicode: true, cancel: TestContext.Current.CancellationToken);
        pty.WaitFor("Welcome");
        pty.Type(Enter);
        pty.WaitFor("Onto which disk");
        int before = pty.Received;
        pty.Type(Down);
        pty.WaitFor("> [ ] vda");
        // Two entries of two rows are drawn anew, not the screen.
        Assert.InRange(pty.Received - before, 1, 700);

        pty.Type(Escape);
        pty.WaitFor("Welcome");
        pty.Type("q");
        pty.WaitFor("Leave?");
        pty.Type("y");

        Assert.Equal(WizardOutcome.Aborted, (await running.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken)).Outcome);
    }

    [Fact]
    public async Task A_signal_before_the_confirmation_ends_it_with_nothing_written()
    {
        using PseudoTerminal pty = new(80, 24);
        using CancellationTokenSource signal = new();
        Task<WizardState> running = Start(pty, new SampleWork(), unicode: true, cancel: signal.Token);
        pty.WaitFor("Welcome");

        await signal.CancelAsync();

        Assert.Equal(WizardOutcome.Aborted, (await running.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken)).Outcome);
    }

    private static Task<WizardState> Start(PseudoTerminal pty, SampleWork work, bool unicode, WizardState? state = null, CancellationToken cancel = default) => Task.Run(async () =>
    {
        using RawTerminal terminal = new(pty.Slave, pty.Slave, colours: unicode);
        WizardSession session = new(terminal, unicode ? GlyphSet.Unicode : GlyphSet.Ascii, work, new WizardMachine(TimeProvider.System));
        return await session.RunAsync(state ?? WizardMachine.Start(SampleMachine.Facts, new InstallDraft(), []), cancel);
    }, CancellationToken.None);
}
