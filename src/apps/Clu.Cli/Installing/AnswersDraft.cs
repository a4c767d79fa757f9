using Clu.Cli.Wizard;
using Clu.Cli.Wizard.Choices;
using Clu.Install.Answers;
using Clu.Install.Answers.Resolving;
using Clu.Install.Choices;

namespace Clu.Cli.Installing;

/// <summary>What the wizard begins with: answers that were given, and which of its pages they answer.</summary>
internal static class AnswersDraft
{
    // Never shown, and never a hash: it stands for one that is read when it is needed.
    private const string HashInFile = "in a file";

    /// <summary>Makes the draft.</summary>
    public static (InstallDraft Draft, IReadOnlyList<PageId> Given) Of(InstallAnswers answers, AnswersResolution resolution)
    {
        UserAnswer? user = answers.Users is { Count: > 0 } users ? users[0] : null;
        NetworkInterfaceChoice? wired = answers.Interfaces?.FirstOrDefault(one => one is { Name: not null, Addresses.Count: > 0 });
        InstallDraft draft = new()
        {
            Host = answers.Host?.Text,
            Disks = answers.Disks is null ? [] : [.. resolution.Disks.Select(disk => disk.Path)],
            Layout = answers.InlineLayout?.Name ?? answers.Layout,
            Passphrase = answers.Encryption?.Passphrase,
            HostName = answers.HostName?.Text,
            User = user?.Account.Name.Text,
            PasswordHash = user?.Account.PasswordHash ?? (user?.PasswordFile is null ? null : HashInFile),
            SshKeys = user?.Account.AuthorizedKeys ?? [],
            Address = wired is null ? null : new FixedAddress(wired.Name!, wired.Addresses[0], wired.Gateways.Count > 0 ? wired.Gateways[0] : "", wired.NameServers),
            KeepWifi = answers.KeepWifi ?? true,
            TimeZone = answers.TimeZone?.Text,
            Keymap = answers.Keymap?.Text,
            Locale = answers.Locale?.Text,
        };
        (PageId Page, bool Given)[] pages =
        [
            (PageId.Host, answers.Host is not null), (PageId.Disks, draft.Disks.Count > 0), (PageId.Layout, (answers.InlineLayout?.Name ?? answers.Layout) is not null),
            (PageId.Encryption, draft.Passphrase is not null), (PageId.HostName, answers.HostName is not null), (PageId.User, user is not null),
            (PageId.SshKey, user is { Account.AuthorizedKeys.Count: > 0 }), (PageId.Network, answers.Interfaces is not null), (PageId.Wifi, answers.KeepWifi is not null),
            (PageId.TimeZone, answers.TimeZone is not null), (PageId.Keyboard, answers.Keymap is not null), (PageId.Locale, answers.Locale is not null),
        ];
        return (draft, [.. pages.Where(page => page.Given).Select(page => page.Page)]);
    }
}
