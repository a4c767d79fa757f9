using Clu.Install.Answers;

namespace Clu.Cli.Installing;

/// <summary>Answers over answers.</summary>
internal static class AnswersOverlay
{
    /// <summary>What the upper ones leave open is taken from the lower ones, key by key.</summary>
    public static InstallAnswers Over(this InstallAnswers upper, InstallAnswers lower) => new()
    {
        Host = upper.Host ?? lower.Host,
        HostName = upper.HostName ?? lower.HostName,
        MachineId = upper.MachineId ?? lower.MachineId,
        TimeZone = upper.TimeZone ?? lower.TimeZone,
        Locale = upper.Locale ?? lower.Locale,
        Keymap = upper.Keymap ?? lower.Keymap,
        RootPasswordHash = upper.RootPasswordHash ?? (upper.RootPasswordFile is null ? lower.RootPasswordHash : null),
        RootPasswordFile = upper.RootPasswordFile ?? (upper.RootPasswordHash is null ? lower.RootPasswordFile : null),
        RootAuthorizedKeys = upper.RootAuthorizedKeys ?? lower.RootAuthorizedKeys,
        Users = upper.Users ?? lower.Users,
        Disks = upper.Disks ?? lower.Disks,
        Layout = upper.Layout ?? (upper.InlineLayout is null ? lower.Layout : null),
        InlineLayout = upper.InlineLayout ?? (upper.Layout is null ? lower.InlineLayout : null),
        Encryption = upper.Encryption ?? lower.Encryption,
        Firmware = upper.Firmware ?? lower.Firmware,
        Loader = upper.Loader ?? lower.Loader,
        NvramEntry = upper.NvramEntry ?? lower.NvramEntry,
        Interfaces = upper.Interfaces ?? lower.Interfaces,
        Wifi = upper.Wifi ?? lower.Wifi,
        KeepWifi = upper.KeepWifi ?? lower.KeepWifi,
        SshHostKeyFiles = upper.SshHostKeyFiles ?? lower.SshHostKeyFiles,
        ExtraFiles = upper.ExtraFiles ?? lower.ExtraFiles,
        ConfigurationFolder = upper.ConfigurationFolder ?? lower.ConfigurationFolder,
        After = upper.After ?? lower.After,
    };
}
