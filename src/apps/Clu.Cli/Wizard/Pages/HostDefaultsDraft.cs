using Clu.Cli.Wizard.Choices;
using Clu.Media.Hosts;
using Clu.Systems.Profiles;

namespace Clu.Cli.Wizard.Pages;

/// <summary>What a host brings along is proposed where nobody answered.</summary>
internal static class HostDefaultsDraft
{
    /// <summary>Chooses a host. What another host had proposed and nobody confirmed is forgotten.</summary>
    public static WizardState Take(WizardState state, MediumHost host)
    {
        InstallDraft draft = state.Draft;
        HostDefaults defaults = host.Defaults;
        UserAccount? user = defaults.Users.Count > 0 ? defaults.Users[0] : null;
        if (draft.Host != host.Name)
        {
            draft = draft with
            {
                Host = host.Name,
                HostName = Keep(state, PageId.HostName, draft.HostName, defaults.HostName?.Text),
                Layout = Keep(state, PageId.Layout, draft.Layout, defaults.Layout),
                TimeZone = Keep(state, PageId.TimeZone, draft.TimeZone, defaults.TimeZone),
                Keymap = Keep(state, PageId.Keyboard, draft.Keymap, defaults.Keymap),
                Locale = Keep(state, PageId.Locale, draft.Locale, defaults.Locale),
                User = Keep(state, PageId.User, draft.User, user?.Name.Text),
                PasswordHash = Keep(state, PageId.User, draft.PasswordHash, user?.PasswordHash),
                SshKeys = IsAnswered(state, PageId.SshKey) || user is null ? draft.SshKeys : user.AuthorizedKeys,
            };
        }

        return state with { Draft = draft };
    }

    private static string? Keep(WizardState state, PageId page, string? answered, string? proposed) => IsAnswered(state, page) ? answered : proposed;

    private static bool IsAnswered(WizardState state, PageId page) => state.Answered.Contains(page) || state.Given.Contains(page);
}
