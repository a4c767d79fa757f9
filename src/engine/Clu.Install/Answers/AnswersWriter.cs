using Clu.Install.Choices;
using Clu.Systems.Profiles;

namespace Clu.Install.Answers;

/// <summary>Writes answers as a file that <see cref="AnswersReader"/> takes.</summary>
public static class AnswersWriter
{
    private const string Incomplete = "# Without passphrases, hashes of passwords and secret files.";
    private const ushort OthersMay = 0b000_111_111;

    /// <summary>The text.</summary>
    /// <param name="answers">The answers; what is null is left out.</param>
    /// <param name="secrets">
    /// Whether passphrases, hashes of passwords and content that only its owner may read are written. Without them the text may be shown and kept; as
    /// answers they have to be added again. Paths of files with secrets are no secrets.
    /// </param>
    public static string Write(InstallAnswers answers, bool secrets)
    {
        string text = WriteAll(answers, secrets);
        return secrets || text == WriteAll(answers, secrets: true) ? text : $"{Incomplete}\n{text}";
    }

    /// <summary>Whether a text that was written without secrets lacks some: as answers it would make another machine.</summary>
    public static bool LeavesOut(string text) => text.StartsWith(Incomplete, StringComparison.Ordinal);

    private static string WriteAll(InstallAnswers answers, bool secrets)
    {
        TomlWriter text = new();
        WriteRoot(text, answers, secrets);
        foreach (DiskRule rule in answers.Disks ?? [])
            WriteDisk(text, rule, answers.Disks!.Count == 1 ? "[disk]" : "[[disk]]");
        if (answers.InlineLayout is { } layout)
            LayoutText.Write(text, layout);
        WriteEncryption(text, answers.Encryption, secrets);
        WriteBoot(text, answers);
        foreach (UserAnswer user in answers.Users ?? [])
            WriteUser(text, user, secrets);
        foreach (NetworkInterfaceChoice choice in answers.Interfaces ?? [])
            WriteInterface(text, choice);
        foreach (WifiChoice wifi in answers.Wifi ?? [])
        {
            text.Table("[[wifi]]");
            text.Set("ssid", wifi.Ssid);
            text.Set("passphrase", secrets ? wifi.Passphrase : null);
            text.Set("hidden", wifi.Hidden ? true : null);
        }

        if (answers.SshHostKeyFiles is { } files)
        {
            text.Table("[ssh-host-keys]");
            text.Set("files", files);
        }

        foreach (ExtraFile file in answers.ExtraFiles ?? [])
            WriteExtraFile(text, file, secrets);
        return text.ToString();
    }

    private static void WriteRoot(TomlWriter text, InstallAnswers answers, bool secrets)
    {
        text.Set("host", answers.Host?.Text);
        text.Set("hostname", answers.HostName?.Text);
        text.Set("machine-id", answers.MachineId?.Text);
        text.Set("time-zone", answers.TimeZone?.Text);
        text.Set("locale", answers.Locale?.Text);
        text.Set("keymap", answers.Keymap?.Text);
        text.Set("root-password-hash", secrets ? answers.RootPasswordHash?.Text : null);
        text.Set("root-password-file", answers.RootPasswordFile);
        text.Set("root-authorized-keys", answers.RootAuthorizedKeys?.Select(key => key.Text).ToList());
        text.Set("layout", answers.Layout);
        text.Set("firmware", answers.Firmware is { } firmware ? WordOf(firmware) : null);
        text.Set("keep-wifi", answers.KeepWifi);
        text.Set("configuration", answers.ConfigurationFolder);
        text.Set("after", answers.After is { } after ? WordOf(after) : null);
        // No user at all is an answer too, and so are no interfaces; a table cannot say so.
        Empty(text, "user", answers.Users);
        Empty(text, "network", answers.Interfaces);
        Empty(text, "wifi", answers.Wifi);
        Empty(text, "extra-file", answers.ExtraFiles);
    }

    private static void Empty<T>(TomlWriter text, string key, IReadOnlyList<T>? list)
    {
        if (list is { Count: 0 })
            text.Set(key, (IReadOnlyList<string>)[]);
    }

    private static void WriteDisk(TomlWriter text, DiskRule rule, string header)
    {
        text.Table(header);
        text.Set("device", rule.Device);
        text.Set("serial", rule.Serial);
        text.Set("model", rule.Model);
        text.Set("smallest-over", rule.SmallestOver?.ToString());
        text.Set("only", rule.Only ? true : null);
    }

    private static void WriteEncryption(TomlWriter text, EncryptionAnswer? answer, bool secrets)
    {
        if (answer is null)
            return;
        text.Table("[encryption]");
        text.Set("passphrase", secrets ? answer.Passphrase : null);
        text.Set("passphrase-file", answer.PassphraseFile);
        text.Set("key-file", answer.KeyFile);
        text.Set("key-location", answer.KeyLocation?.Text);
        text.Set("tpm2", answer.Tpm2 ? true : null);
    }

    private static void WriteBoot(TomlWriter text, InstallAnswers answers)
    {
        if (answers.Loader is null && answers.NvramEntry is null)
            return;
        text.Table("[boot]");
        text.Set("loader", answers.Loader is { } loader ? WordOf(loader) : null);
        text.Set("nvram", answers.NvramEntry);
    }

    private static void WriteUser(TomlWriter text, UserAnswer user, bool secrets)
    {
        UserAccount account = user.Account;
        text.Table("[[user]]");
        text.Set("name", account.Name.Text);
        text.Set("uid", account.Uid);
        text.Set("groups", account.Groups.Count > 0 ? [.. account.Groups.Select(group => group.Text)] : null);
        text.Set("shell", account.Shell == UserAccount.DefaultShell ? null : account.Shell);
        text.Set("password-hash", secrets ? account.PasswordHash : null);
        text.Set("password-file", user.PasswordFile);
        text.Set("authorized-keys", account.AuthorizedKeys.Count > 0 ? account.AuthorizedKeys : null);
        text.Set("description", account.Description.Length > 0 ? account.Description : null);
    }

    private static void WriteInterface(TomlWriter text, NetworkInterfaceChoice choice)
    {
        text.Table("[[network]]");
        text.Set("interface", choice.Name);
        text.Set("mac", choice.Mac);
        text.Set("addresses", choice.Addresses.Count > 0 ? choice.Addresses : null);
        text.Set("gateways", choice.Gateways.Count > 0 ? choice.Gateways : null);
        text.Set("name-servers", choice.NameServers.Count > 0 ? choice.NameServers : null);
        text.Set("search", choice.SearchDomains.Count > 0 ? choice.SearchDomains : null);
    }

    private static void WriteExtraFile(TomlWriter text, ExtraFile file, bool secrets)
    {
        bool hidden = !secrets && file is { Content: not null, Mode: { } mode } && (mode.Bits & OthersMay) == 0;
        text.Table("[[extra-file]]");
        text.Set("source", file.Source);
        text.Set("content", hidden ? "" : file.Content);
        text.Set("target", file.Target);
        text.Set("mode", file.Mode?.ToString());
        text.Set("owner", file.Owner == "root" ? null : file.Owner);
        text.Set("group", file.Group == "root" ? null : file.Group);
    }

    private static string WordOf(FirmwareAnswer firmware) => firmware switch
    {
        FirmwareAnswer.Auto => "auto",
        FirmwareAnswer.Bios => "bios",
        FirmwareAnswer.Uefi => "uefi",
    };

    private static string WordOf(AfterInstall after) => after switch
    {
        AfterInstall.Stay => "stay",
        AfterInstall.Reboot => "reboot",
        AfterInstall.PowerOff => "poweroff",
    };

    private static string WordOf(LoaderKind loader) => loader switch
    {
        LoaderKind.SystemdBoot => "systemd-boot",
        LoaderKind.Grub => "grub",
    };
}
