using System.Text;
using Clu.Cli.Wizard;
using Clu.Cli.Wizard.Choices;
using Clu.Cli.Wizard.Keys;
using Clu.Cli.Wizard.Screens;
using Clu.Testing;

namespace Clu.Cli.Tests.Wizard;

/// <summary>Types at a wizard, as bytes of a terminal.</summary>
internal sealed class Typist
{
    public const string Enter = "\r";
    public const string Escape = "\e";
    public const string Up = "\e[A";
    public const string Down = "\e[B";
    public const string Right = "\e[C";
    public const string Left = "\e[D";
    public const string Interrupt = "\u0003";

    private readonly WizardMachine _machine;

    public Typist(InstallFacts? facts = null, InstallDraft? draft = null, params PageId[] given)
    {
        _machine = new WizardMachine(Clock);
        State = WizardMachine.Start(facts ?? SampleMachine.Facts, draft ?? new InstallDraft(), given);
    }

    public Clock Clock { get; } = new();

    public WizardState State { get; private set; }

    public Typist Type(params string[] texts)
    {
        foreach (string text in texts)
        {
            KeyDecoder decoder = new();
            foreach (KeyPress key in (KeyPress[])[.. decoder.Push(Encoding.UTF8.GetBytes(text)), .. decoder.Flush()])
                State = _machine.Press(State, key);
        }

        return this;
    }

    public Typist Happen(WizardEvent happened)
    {
        State = WizardMachine.Apply(State, happened);
        return this;
    }

    /// <summary>Answers everything up to a page, on a machine as <see cref="SampleMachine"/> is.</summary>
    public Typist To(PageId page)
    {
        (PageId, string[])[] way =
        [
            (PageId.Welcome, [Enter]), (PageId.Disks, [Down, Enter]), (PageId.Layout, [Down, Enter]),
            (PageId.Encryption, ["correct horse battery staple", Enter, "correct horse battery staple", Enter]), (PageId.HostName, ["\u0015lab-7", Enter]),
            (PageId.User, ["eva", Enter, "secret", Enter, "secret", Enter]), (PageId.SshKey, [Enter]), (PageId.Network, [Enter]), (PageId.Wifi, [Enter]),
            (PageId.TimeZone, ["berl", Down, Up, Enter]), (PageId.Keyboard, ["de", Enter]), (PageId.Locale, ["en_us", Enter]), (PageId.Summary, [Enter]),
        ];
        foreach ((PageId at, string[] keys) in way)
        {
            if (State.Page == page)
                return this;
            // Somebody typed something else before.
            if (at < State.Page)
                continue;
            if (at != State.Page)
                Assert.False(Clu.Cli.Wizard.Pages.WizardPages.Of(at).Applies(State));
            else
                Type(keys);
        }

        if (page == PageId.Check)
            return this;
        Happen(new WizardEvent.Prepared(SampleMachine.Plan, []));
        if (page == PageId.Confirm)
            return this;
        return Type(ConfirmName(), Enter);
    }

    public string ConfirmName() => string.Join(' ', State.Draft.Disks.Select(disk => disk[5..]));

    public string Text(int width = 80, int height = 24, GlyphSet? glyphs = null) => WizardScreen.Render(State, width, height, glyphs ?? GlyphSet.Unicode).ToText();

    public void IsGolden(string name, int width = 80, int height = 24, GlyphSet? glyphs = null)
    {
        string text = Text(width, height, glyphs);
        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= width, line));
        Golden.Check($"tests/Clu.Cli.Tests/Wizard/Screens/{name}.golden.txt", text);
    }
}
