using Clu.Cli.Wizard.Choices;
using Clu.Install.Answers;
using Clu.Install.Answers.Values;
using Clu.Install.Choices;
using Clu.Install.Layouts;
using Clu.Media.Hosts;
using Clu.Systems.Profiles;

namespace Clu.Cli.Installing;

/// <summary>What was typed, as answers: over those that were given, which may say more than the wizard asks.</summary>
internal static class DraftAnswers
{
    /// <summary>Makes them.</summary>
    /// <param name="draft">What was typed.</param>
    /// <param name="given">What was given.</param>
    /// <param name="host">The system.</param>
    /// <param name="hash">Hash of the typed password; null when none was typed.</param>
    public static InstallAnswers Of(InstallDraft draft, InstallAnswers given, MediumHost host, string? hash) => given with
    {
        Host = HostName.Parse(host.Name),
        HostName = HostName.TryParse(draft.HostName, out HostName name) ? name : null,
        Users = UsersOf(draft, given, host, hash),
        Disks = [.. draft.Disks.Select(path => new DiskRule { Device = path })],
        Layout = draft.Layout == given.InlineLayout?.Name ? null : draft.Layout,
        InlineLayout = draft.Layout == given.InlineLayout?.Name ? given.InlineLayout : null,
        Encryption = !LayoutOf(draft, given).IsEncrypted ? null
            : draft.Passphrase is { } passphrase ? (given.Encryption ?? new EncryptionAnswer()) with { Passphrase = passphrase, PassphraseFile = null }
            : given.Encryption,
        Interfaces = InterfacesOf(draft.Address, given),
        KeepWifi = draft.KeepWifi,
        TimeZone = TimeZoneName.TryParse(draft.TimeZone, out TimeZoneName zone) ? zone : null,
        Keymap = KeymapName.TryParse(draft.Keymap, out KeymapName keymap) ? keymap : null,
        Locale = LocaleName.TryParse(draft.Locale, out LocaleName locale) ? locale : null,
    };

    private static DiskLayout LayoutOf(InstallDraft draft, InstallAnswers given) =>
        given.InlineLayout is { } inline && inline.Name == draft.Layout ? inline : LayoutCatalog.Find(draft.Layout ?? "");

    private static List<UserAnswer> UsersOf(InstallDraft draft, InstallAnswers given, MediumHost host, string? hash)
    {
        List<UserAnswer> users = [.. given.Users ?? [.. host.Defaults.Users.Select(user => new UserAnswer(user))]];
        if (!UserName.TryParse(draft.User, out UserName name))
            return users;
        int at = users.FindIndex(user => user.Account.Name == name);
        UserAnswer user = at >= 0 ? users[at] : new UserAnswer(new UserAccount(name, null, [Administrators(host.Kind)], UserAccount.DefaultShell, draft.PasswordHash, []));
        user = user with
        {
            Account = user.Account with { AuthorizedKeys = draft.SshKeys, PasswordHash = hash ?? user.Account.PasswordHash },
            PasswordFile = hash is null ? user.PasswordFile : null,
        };
        if (at >= 0)
            users[at] = user;
        // Another name on the page: the first user is called differently.
        else if (users.Count > 0)
            users[0] = user with { Account = user.Account with { Groups = users[0].Account.Groups.Count > 0 ? users[0].Account.Groups : user.Account.Groups } };
        else
            users.Add(user);
        return users;
    }

    /// <summary>The group whose members may become root.</summary>
    internal static UserName Administrators(HostKind kind) => kind switch
    {
        HostKind.NixOS => UserName.Parse("wheel"),
        HostKind.Reference => UserName.Parse("sudo"),
    };

    private static IReadOnlyList<NetworkInterfaceChoice>? InterfacesOf(FixedAddress? address, InstallAnswers given)
    {
        IReadOnlyList<NetworkInterfaceChoice> others = [.. (given.Interfaces ?? []).Where(one => one.Addresses.Count == 0 || one.Name is null || one.Name == address?.Interface)];
        if (address is null)
            return others.Count > 0 ? others : null;
        NetworkInterfaceChoice? before = others.FirstOrDefault(one => one.Name == address.Interface);
        return
        [
            .. others.Where(one => one != before),
            new NetworkInterfaceChoice(
                address.Interface, before?.Mac, [address.Address], address.Gateway.Length > 0 ? [address.Gateway] : [], address.NameServers, before?.SearchDomains ?? []),
        ];
    }
}
