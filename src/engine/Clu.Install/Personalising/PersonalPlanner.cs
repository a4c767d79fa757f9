using Clu.Install.Choices;
using Clu.Install.Layouts;
using Clu.Install.Plans;
using Clu.Media.Hosts;

namespace Clu.Install.Personalising;

/// <summary>Goes through everything that is bound to a machine, in an order in which later files may rely on earlier ones; what was given as a file comes last.</summary>
internal sealed class PersonalPlanner(InstallChoices choices, DiskPlan disks, ITargetFiles target, IReadOnlyList<string> liveConnections, string root)
{
    private readonly PersonalActions _actions = new();

    private bool IsNixos => choices.Host.Kind == HostKind.NixOS;

    public PersonalActions Run()
    {
        MachineChoices machine = choices.Machine;
        AddSettings(machine);
        AddDisks();
        AccountDatabase accounts = AddAccounts(machine);
        SshFiles.Add(_actions, machine, root);
        NetworkFiles.Add(_actions, machine, liveConnections);
        if (choices.Host.Offline is { } offline)
            FlakeFiles.Add(_actions, offline, target);
        if (machine.ConfigurationFolder is { } folder)
            _actions.Add(new InstallAction.CopyLive(folder, "/etc/nixos"));
        else
            NixConfigurationFiles.Add(_actions, choices, disks, target);
        ExtraFiles.Add(_actions, machine.ExtraFiles, accounts, root);
        return _actions;
    }

    private void AddSettings(MachineChoices machine)
    {
        string name = machine.HostName.Text;
        _actions.Text("/etc/machine-id", $"{machine.MachineId}\n", Images.Trees.UnixPermissions.ReadOnly);
        Setting("hostname", "hostname", $"{name}\n");
        Setting("hostname", "hosts", $"127.0.0.1 localhost\n::1 localhost ip6-localhost ip6-loopback\n127.0.1.1 {name}\n");
        if (machine.Locale is { } locale)
        {
            Setting("locale", "locale.conf", $"LANG={locale}\n");
            if (!IsNixos)
                _actions.Text("/etc/default/locale", $"LANG={locale}\n");
        }

        if (machine.Keymap is { } keymap)
            Setting("keymap", "vconsole.conf", $"KEYMAP={keymap}\n");
        if (machine.TimeZone is { } zone && Takes("time-zone", "localtime"))
            _actions.Add(new InstallAction.Link("/etc/localtime", $"{(IsNixos ? "/etc/zoneinfo" : "/usr/share/zoneinfo")}/{zone}"));
    }

    private void AddDisks()
    {
        Setting("layout", "fstab", MountTables.Fstab(disks));
        if (disks.Luks.Count > 0)
            Setting("encryption", "crypttab", MountTables.Crypttab(disks));
        if (disks.Arrays.Count > 0)
            Setting("layout", IsNixos ? "mdadm.conf" : "mdadm/mdadm.conf", MountTables.Mdadm(disks));
        if (disks.Zram is not null)
            Setting("layout", "systemd/zram-generator.conf", MountTables.ZramGenerator(disks));
    }

    private AccountDatabase AddAccounts(MachineChoices machine)
    {
        if (!IsNixos)
        {
            AccountDatabase accounts = AccountDatabase.Parse(
                target.ReadText("etc/passwd") ?? "", target.ReadText("etc/group") ?? "", target.ReadText("etc/shadow") ?? "", target.ReadText("etc/gshadow") ?? "");
            AccountFiles.Add(_actions, machine, accounts, target, ownGroups: true);
            return accounts;
        }

        NixosAccounts? own = NixosAccounts.Read(target);
        AccountDatabase database = own?.Database ?? AccountDatabase.Parse(NixosAccounts.Root, NixosAccounts.RootGroup, "", "");
        if (own is { Mutable: true })
        {
            AccountFiles.Add(_actions, NixosAccounts.WithShells(machine), database, target, ownGroups: false);
            return database;
        }

        string reason = own is null ? "the closure does not say how it makes its users" : "users.mutableUsers is false: the closure's users are all there are";
        if (machine.Users.Count > 0 || machine.RootAuthorizedKeys.Count > 0)
            _actions.NotTaken("user", reason);
        _actions.NotTaken("root-password-hash", reason);
        return database;
    }

    private void Setting(string key, string file, string text)
    {
        if (Takes(key, file))
            _actions.Text($"/etc/{file}", text);
    }

    /// <summary>Activation of NixOS puts its own file in the place of any other; what its closure has not is left alone.</summary>
    private bool Takes(string key, string file)
    {
        if (!IsNixos || !target.Has($"etc/{file}"))
            return true;
        _actions.NotTaken(key, $"/etc/{file} comes from the closure");
        return false;
    }
}
