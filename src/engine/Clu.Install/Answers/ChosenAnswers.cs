using System.Text;
using Clu.Install.Answers.Values;
using Clu.Install.Choices;
using Clu.Install.Disks;
using Clu.Install.Layouts;
using Clu.Systems.Profiles;

namespace Clu.Install.Answers;

/// <summary>Says choices as answers again: what the wizard decided, to be used on the next machine, or kept in a receipt.</summary>
public static class ChosenAnswers
{
    /// <summary>
    /// The answers that lead to the same choices on the same machine. Host keys that were given and the bytes of a key file for LUKS have no path any
    /// more and are left out.
    /// </summary>
    public static InstallAnswers Of(InstallChoices choices)
    {
        MachineChoices machine = choices.Machine;
        bool known = LayoutCatalog.All.Any(layout => layout.Name == choices.Layout.Name);
        return new InstallAnswers
        {
            Host = HostName.TryParse(choices.Host.Name, out HostName host) ? host : null,
            HostName = machine.HostName,
            MachineId = MachineId.TryParse(machine.MachineId, out MachineId id) ? id : null,
            TimeZone = TimeZoneName.TryParse(machine.TimeZone, out TimeZoneName zone) ? zone : null,
            Locale = LocaleName.TryParse(machine.Locale, out LocaleName locale) ? locale : null,
            Keymap = KeymapName.TryParse(machine.Keymap, out KeymapName keymap) ? keymap : null,
            RootPasswordHash = PasswordHash.TryParse(machine.RootPasswordHash, out PasswordHash hash) ? hash : null,
            RootAuthorizedKeys = Keys(machine.RootAuthorizedKeys),
            Users = [.. machine.Users.Select(user => new UserAnswer(user))],
            Disks = [.. choices.Disks.Select(RuleOf)],
            Layout = known ? choices.Layout.Name : null,
            InlineLayout = known ? null : choices.Layout,
            Encryption = choices.Secret is { } secret ? EncryptionOf(secret) : null,
            Firmware = choices.Firmware == TargetFirmware.Uefi ? FirmwareAnswer.Uefi : FirmwareAnswer.Bios,
            Loader = choices.Loader,
            NvramEntry = choices.NvramEntry,
            Interfaces = machine.Interfaces,
            Wifi = machine.Wifi,
            KeepWifi = machine.KeepWifi,
            ExtraFiles = machine.ExtraFiles,
            ConfigurationFolder = machine.ConfigurationFolder,
        };
    }

    /// <summary>The rule that means this disk and no other: by serial number, else by a stable name, else by its node.</summary>
    public static DiskRule RuleOf(BlockDevice disk) => disk.Serial.Length > 0 ? new DiskRule { Serial = disk.Serial }
        : disk.Ids.Count > 0 ? new DiskRule { Device = $"/dev/disk/by-id/{disk.Ids.Order(StringComparer.Ordinal).First()}" }
        : new DiskRule { Device = disk.Path };

    private static List<AuthorizedKey> Keys(IReadOnlyList<string> lines)
    {
        List<AuthorizedKey> keys = [];
        foreach (string line in lines)
        {
            if (AuthorizedKey.TryParse(line, out AuthorizedKey key))
                keys.Add(key);
        }

        return keys;
    }

    private static EncryptionAnswer EncryptionOf(DiskSecret secret) => new()
    {
        Passphrase = secret.Passphrase is { } bytes ? Encoding.UTF8.GetString(bytes.Span) : null,
        Tpm2 = secret.Tpm2,
    };
}
