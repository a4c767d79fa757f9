using Clu.Cli.Wizard.Pages;
using Clu.Install.Answers;
using Clu.Install.Answers.Values;
using Clu.Install.Plans;
using Clu.Media.Hosts;
using Clu.Systems.Profiles;

namespace Clu.Cli.Installing;

/// <summary>What the command line of <c>clu install</c> says.</summary>
internal sealed record InstallRequest
{
    /// <summary>Where answers are; null looks for them.</summary>
    public string? AnswersPlace { get; init; }

    /// <summary>What the options answer.</summary>
    public InstallAnswers Answers { get; init; } = new();

    /// <summary>Login name that <c>--user</c> gives.</summary>
    public UserName? User { get; init; }

    /// <summary>Keys that <c>--ssh-key</c> gives.</summary>
    public IReadOnlyList<AuthorizedKey> SshKeys { get; init; } = [];

    /// <summary>Whether nobody is asked.</summary>
    public bool Unattended { get; init; }

    /// <summary>Whether an interrupted installation is gone on with.</summary>
    public bool Resume { get; init; }

    /// <summary>Disks that the user confirms; empty asks.</summary>
    public IReadOnlyList<string> Confirmed { get; init; } = [];

    /// <summary>Whether the medium is read before a disk is written.</summary>
    public bool VerifyMedium { get; init; } = true;

    /// <summary>Where the medium is mounted.</summary>
    public string Medium { get; init; } = InstallMedium.Default;

    /// <summary>Where the target is mounted.</summary>
    public string Root { get; init; } = TargetRoot.Default;

    /// <summary>The log; null for the usual place.</summary>
    public string? LogFile { get; init; }

    /// <summary>Whether progress and result are JSON.</summary>
    public bool Json { get; init; }

    /// <summary>What the options say over answers that were found.</summary>
    /// <param name="found">The answers.</param>
    /// <param name="manifest">The medium, which tells the group of its administrators; null for none.</param>
    public InstallAnswers Over(InstallAnswers found, MediumManifest? manifest)
    {
        InstallAnswers answers = Answers.Over(found);
        if (User is null && SshKeys.Count == 0)
            return answers;
        List<UserAnswer> users = [.. answers.Users ?? []];
        int at = User is { } name ? users.FindIndex(user => user.Account.Name == name) : users.Count - 1;
        if (at < 0 && User is { } added)
            users.Insert(at = 0, new UserAnswer(new UserAccount(added, null, GroupsFor(answers, manifest), UserAccount.DefaultShell, null, [])));
        if (at < 0)
            return answers with { RootAuthorizedKeys = [.. answers.RootAuthorizedKeys ?? [], .. SshKeys] };
        UserAccount account = users[at].Account;
        users[at] = users[at] with { Account = account with { AuthorizedKeys = [.. account.AuthorizedKeys, .. SshKeys.Select(key => key.Text)] } };
        return answers with { Users = users };
    }

    private static IReadOnlyList<UserName> GroupsFor(InstallAnswers answers, MediumManifest? manifest)
    {
        MediumHost? host = manifest?.Hosts.FirstOrDefault(host => answers.Host is { } name ? host.Name == name.Text : manifest.Hosts.Count == 1);
        return host is null ? [] : [DraftAnswers.Administrators(host.Kind)];
    }

    /// <summary>Checks that what was confirmed are the disks that would be written.</summary>
    /// <exception cref="Clu.Binary.CluException">CLU0907: they are others.</exception>
    public void RequireConfirmation(IReadOnlyList<string> disks)
    {
        string[] given = [.. Confirmed.Select(DiskText.NameOf)], wanted = [.. disks.Select(DiskText.NameOf)];
        if (!given.SequenceEqual(wanted))
            throw CliErrors.NotConfirmed(string.Join(' ', given), string.Join(' ', wanted));
    }
}
