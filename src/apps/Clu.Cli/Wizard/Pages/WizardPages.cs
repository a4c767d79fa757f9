namespace Clu.Cli.Wizard.Pages;

/// <summary>All pages.</summary>
internal static class WizardPages
{
    private static readonly WizardPage[] s_all =
    [
        new WelcomePage(), new HostPage(), new DisksPage(), new LayoutPage(), new EncryptionPage(), new HostNamePage(), new UserPage(), new SshKeyPage(),
        new NetworkPage(), new WifiPage(), new TimeZonePage(), new KeyboardPage(), new LocalePage(), new SummaryPage(), new CheckPage(), new ConfirmPage(),
        new RunningPage(), new ResultPage(), new UnlockPage(),
    ];

    /// <summary>Those that ask for answers, in order.</summary>
    public static IReadOnlyList<WizardPage> Asking { get; } = [.. s_all.Where(page => page.Id is > PageId.Welcome and < PageId.Summary)];

    /// <summary>A page.</summary>
    public static WizardPage Of(PageId id) => s_all[(int)id];
}
