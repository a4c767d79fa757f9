using Clu.Binary;
using Clu.Install.Answers.Values;
using Clu.Install.Choices;
using Clu.Install.Layouts;
using Clu.Systems.Profiles;
using Clu.Systems.Toml;
using Tomlyn.Syntax;

namespace Clu.Install.Answers;

/// <summary>Reads answers files; the first thing wrong is thrown with its file, line and column.</summary>
public static class AnswersReader
{
    /// <summary>Bytes of the largest file that is read.</summary>
    public const int LongestFile = 1 << 20;

    internal const string Manual = "docs/answers.md";

    /// <summary>Reads answers from their file.</summary>
    /// <exception cref="CluException">
    /// CLU0401 to CLU0405; CLU0601 to CLU0606: a layout in it; CLU0630: a password is not hashed; CLU0631: the file is not there or cannot be read.
    /// </exception>
    public static InstallAnswers Read(string file)
    {
        string path = Path.GetFullPath(file);
        return Parse(AnswerFile.ReadText(path, LongestFile), file, Path.GetDirectoryName(path));
    }

    /// <summary>Reads answers from their text.</summary>
    /// <param name="toml">The text.</param>
    /// <param name="file">Its file, for messages.</param>
    /// <param name="folder">Absolute folder that relative paths in it are taken from; null where there is none: then they are refused.</param>
    /// <exception cref="CluException">CLU0401 to CLU0405; CLU0601 to CLU0606: a layout in it; CLU0630: a password is not hashed.</exception>
    public static InstallAnswers Parse(string toml, string file, string? folder)
    {
        TomlTable root = TomlTable.Parse(toml, file, Manual);
        AnswerTable.RefusePasswords(root);
        root.AllowOnly([.. AnswerKeys.Root, .. AnswerKeys.Tables]);
        if (root.Table("ssh-host-keys") is { } hostKeys)
            hostKeys.AllowOnly(AnswerKeys.SshHostKeys);
        if (root.Table("boot") is { } boot)
            boot.AllowOnly(AnswerKeys.Boot);
        if (root.Has("root-password-hash") && root.Has("root-password-file"))
            throw root.Bad("root-password-file", "there as well", "either root-password-hash or root-password-file");
        return new InstallAnswers
        {
            Host = root.Read<HostName>("host", HostName.TryParse, HostName.Expected),
            HostName = root.Read<HostName>("hostname", HostName.TryParse, HostName.Expected),
            MachineId = root.Read<MachineId>("machine-id", MachineId.TryParse, MachineId.Expected),
            TimeZone = root.Read<TimeZoneName>("time-zone", TimeZoneName.TryParse, TimeZoneName.Expected),
            Locale = root.Read<LocaleName>("locale", LocaleName.TryParse, LocaleName.Expected),
            Keymap = root.Read<KeymapName>("keymap", KeymapName.TryParse, KeymapName.Expected),
            RootPasswordHash = root.ReadHash("root-password-hash"),
            RootPasswordFile = root.ReadPath("root-password-file", folder),
            RootAuthorizedKeys = root.ReadKeys("root-authorized-keys"),
            Users = root.Has("user") ? PeopleReader.Read(root.Tables("user"), folder) : null,
            Disks = DiskRuleReader.Read(root),
            Layout = root.IsTable("layout") ? null : ReadLayout(root, folder),
            InlineLayout = root.IsTable("layout") ? LayoutReader.Read(root.Table("layout")!) : null,
            Encryption = root.Table("encryption") is { } encryption ? ReadEncryption(encryption, folder) : null,
            Firmware = ReadFirmware(root),
            Loader = ReadLoader(root.Table("boot")),
            NvramEntry = root.Table("boot")?.Flag("nvram"),
            Interfaces = root.Has("network") ? NetworkReader.ReadInterfaces(root.Tables("network")) : null,
            Wifi = root.Has("wifi") ? NetworkReader.ReadWifi(root.Tables("wifi")) : null,
            KeepWifi = root.Flag("keep-wifi"),
            SshHostKeyFiles = root.Table("ssh-host-keys") is { } keys ? ReadHostKeys(keys, folder) : null,
            ExtraFiles = root.Has("extra-file") ? [.. root.Tables("extra-file").Select(table => ExtraFileReader.Read(table, folder))] : null,
            ConfigurationFolder = root.ReadPath("configuration", folder),
            After = ReadAfter(root),
        };
    }

    /// <summary>A word is a name; what has a slash or ends in <c>.toml</c> is a file.</summary>
    private static string? ReadLayout(TomlTable root, string? folder)
    {
        if (root.Text("layout") is not { } text)
            return null;
        if (text.Length == 0 || text.Any(char.IsControl))
            throw root.Bad("layout", $"'{text}'", "the name of a layout or the path of a file");
        return text.Contains('/', StringComparison.Ordinal) || text.EndsWith(".toml", StringComparison.Ordinal) ? root.ReadPath("layout", folder) : text;
    }

    private static EncryptionAnswer ReadEncryption(TomlTable table, string? folder)
    {
        table.AllowOnly(AnswerKeys.Encryption);
        EncryptionAnswer answer = new()
        {
            Passphrase = table.Text("passphrase"),
            PassphraseFile = table.ReadPath("passphrase-file", folder),
            KeyFile = table.ReadPath("key-file", folder),
            KeyLocation = table.Read<KeyLocation>("key-location", KeyLocation.TryParse, KeyLocation.Expected),
            Tpm2 = table.Flag("tpm2") ?? false,
        };
        if (answer.Passphrase is { } passphrase && (passphrase.Length is 0 or > 512 || passphrase.Any(char.IsControl)))
            throw table.Bad("passphrase", passphrase.Length == 0 ? "empty" : "what it is", "1 to 512 characters on one line");
        if (answer.Passphrase is not null && answer.PassphraseFile is not null)
            throw table.Bad("passphrase-file", "there as well", "either passphrase or passphrase-file");
        if (answer.KeyLocation is not null && answer.KeyFile is null)
            throw table.Bad("key-location", "there without key-file", "key-file too: the file whose bytes stage 1 will find at that place");
        return answer;
    }

    private static FirmwareAnswer? ReadFirmware(TomlTable root) => root.Text("firmware") switch
    {
        null => null,
        "auto" => FirmwareAnswer.Auto,
        "bios" => FirmwareAnswer.Bios,
        "uefi" => FirmwareAnswer.Uefi,
        string other => throw root.Bad("firmware", $"'{other}'", "auto, bios or uefi"),
    };

    private static LoaderKind? ReadLoader(TomlTable? boot) => boot?.Text("loader") switch
    {
        null => null,
        "systemd-boot" => LoaderKind.SystemdBoot,
        "grub" => LoaderKind.Grub,
        string other => throw boot!.Bad("loader", $"'{other}'", "systemd-boot or grub"),
    };

    private static AfterInstall? ReadAfter(TomlTable root) => root.Text("after") switch
    {
        null => null,
        "stay" => AfterInstall.Stay,
        "reboot" => AfterInstall.Reboot,
        "poweroff" => AfterInstall.PowerOff,
        string other => throw root.Bad("after", $"'{other}'", "stay, reboot or poweroff"),
    };

    private static IReadOnlyList<string>? ReadHostKeys(TomlTable table, string? folder)
    {
        HashSet<string> seen = [];
        return table.List("files", (text, at) =>
        {
            string path = table.PathOf(at, "files", text, folder);
            return seen.Add(path) ? path : throw TomlTable.Twice(at, "file", text);
        });
    }
}
