using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Clu.Install.Choices;
using Clu.Systems.Profiles;

namespace Clu.Install.Personalising;

/// <summary>Text of <c>configuration.nix</c>.</summary>
internal sealed partial class SystemConfiguration(InstallChoices choices, ITargetFiles target)
{
    /// <summary>Folder of files with hashes of passwords; root alone may enter.</summary>
    public const string PasswordFolder = "/var/lib/clu/passwords";

    private readonly StringBuilder _text = new();

    public override string ToString()
    {
        MachineChoices machine = choices.Machine;
        _text.Clear();
        _text.Append("# Written by clu install: what was answered. What else the installed system holds is not said here.\n{ ... }:\n\n{\n");
        _text.Append("  imports = [ ./hardware-configuration.nix ];\n\n");
        AddLoader();
        Set("networking.hostName", NixText.String(machine.HostName.Text));
        AddNetwork(machine);
        if (machine.TimeZone is { } zone)
            Set("time.timeZone", NixText.String(zone));
        if (machine.Locale is { } locale)
            Set("i18n.defaultLocale", NixText.String(locale));
        if (machine.Keymap is { } keymap)
            Set("console.keyMap", NixText.String(keymap));
        _text.Append('\n');
        AddPeople(machine);
        if (Release().Match(target.ReadText("nixos-version") ?? "") is { Success: true } release)
            Set("system.stateVersion", NixText.String(release.Value));
        return _text.Append("}\n").ToString();
    }

    private void AddLoader()
    {
        bool uefi = choices.Firmware == TargetFirmware.Uefi;
        if (choices.Loader == LoaderKind.SystemdBoot)
        {
            Set("boot.loader.systemd-boot.enable", "true");
        }
        else
        {
            Set("boot.loader.grub.enable", "true");
            Set("boot.loader.grub.efiSupport", NixText.Flag(uefi));
            Set("boot.loader.grub.devices", NixText.List(uefi ? ["nodev"] : choices.Disks.Select(StableName)));
            if (uefi)
                Set("boot.loader.grub.efiInstallAsRemovable", NixText.Flag(!choices.NvramEntry));
        }

        if (uefi)
            Set("boot.loader.efi.canTouchEfiVariables", NixText.Flag(choices.NvramEntry));
        _text.Append('\n');
    }

    private void AddNetwork(MachineChoices machine)
    {
        bool manages = machine.Interfaces.Count > 0 || machine.Wifi.Count > 0 || machine.KeepWifi;
        if (!manages)
            return;
        Set("networking.networkmanager.enable", "true");
        if (machine.Wifi.Count > 0 || machine.KeepWifi)
            _text.Append("  # Wireless networks are in /etc/NetworkManager/system-connections, with their passphrases; a rebuild leaves them alone.\n");
        foreach (NetworkInterfaceChoice choice in machine.Interfaces)
        {
            _text.Append("  networking.networkmanager.ensureProfiles.profiles.").Append(NixText.String(NetworkFiles.NameOf(choice))).Append(" = {\n");
            foreach ((string group, List<(string Key, string Value)> entries) in NetworkFiles.Wired(choice, machine.MachineId).Groups)
            {
                _text.Append("    ").Append(NixText.String(group)).Append(" = {");
                foreach ((string key, string value) in entries)
                    _text.Append(' ').Append(NixText.String(key)).Append(" = ").Append(NixText.String(value)).Append(';');
                _text.Append(" };\n");
            }

            _text.Append("  };\n");
        }
    }

    private void AddPeople(MachineChoices machine)
    {
        if (machine.RootAuthorizedKeys.Count > 0 || machine.Users.Any(user => user.AuthorizedKeys.Count > 0) || machine.SshHostKeys.Count > 0)
            Set("services.openssh.enable", "true");
        Set("users.users.root.hashedPasswordFile", NixText.String($"{PasswordFolder}/root"));
        if (machine.RootAuthorizedKeys.Count > 0)
            AddKeys("  ", "users.users.root.", machine.RootAuthorizedKeys);
        foreach (UserAccount user in machine.Users)
            AddUser(user);
        foreach (string group in machine.Users.SelectMany(user => user.Groups).Select(group => group.Text).Distinct().Order(StringComparer.Ordinal))
            Set($"users.groups.{NixText.String(group)}", "{ }");
    }

    private void AddUser(UserAccount user)
    {
        _text.Append("  users.users.").Append(NixText.String(user.Name.Text)).Append(" = {\n    isNormalUser = true;\n");
        if (user.Uid is { } uid)
            _text.Append(CultureInfo.InvariantCulture, $"    uid = {uid};\n");
        if (user.Description.Length > 0)
            _text.Append("    description = ").Append(NixText.String(user.Description)).Append(";\n");
        if (user.Groups.Count > 0)
            _text.Append("    extraGroups = ").Append(NixText.List(user.Groups.Select(group => group.Text))).Append(";\n");
        if (user.Shell != UserAccount.DefaultShell)
            _text.Append("    shell = ").Append(NixText.String(NixosAccounts.ShellOf(user))).Append(";\n");
        _text.Append("    hashedPasswordFile = ").Append(NixText.String($"{PasswordFolder}/{user.Name}")).Append(";\n");
        if (user.AuthorizedKeys.Count > 0)
            AddKeys("    ", "", user.AuthorizedKeys);
        _text.Append("  };\n");
    }

    private void AddKeys(string indent, string user, IReadOnlyList<string> keys)
    {
        _text.Append(indent).Append(user).Append("openssh.authorizedKeys.keys = [\n");
        foreach (string key in keys)
            _text.Append(indent).Append("  ").Append(NixText.String(key)).Append('\n');
        _text.Append(indent).Append("];\n");
    }

    private void Set(string name, string value) => _text.Append("  ").Append(name).Append(" = ").Append(value).Append(";\n");

    /// <summary>The shortest name under by-id of the maker's kind; the node where the disk has none.</summary>
    private static string StableName(Disks.BlockDevice disk) =>
        disk.Ids.Where(id => !id.StartsWith("wwn-", StringComparison.Ordinal)).OrderBy(id => id.Length).ThenBy(id => id, StringComparer.Ordinal).FirstOrDefault() is { } id
            ? $"/dev/disk/by-id/{id}"
            : disk.Path;

    [GeneratedRegex(@"\A[0-9]{2}\.[0-9]{2}", RegexOptions.CultureInvariant)]
    private static partial Regex Release();
}
