using Clu.Install.Choices;
using Clu.Install.Preflights;

namespace Clu.Cli.Reports;

/// <summary>How choices and findings are called.</summary>
internal static class ChoiceWords
{
    /// <summary>For people.</summary>
    public static string Of(TargetFirmware firmware) => firmware switch
    {
        TargetFirmware.Bios => "BIOS",
        TargetFirmware.Uefi => "UEFI",
    };

    /// <summary>For people.</summary>
    public static string Of(LoaderKind loader) => loader switch
    {
        LoaderKind.SystemdBoot => "systemd-boot",
        LoaderKind.Grub => "GRUB",
    };

    /// <summary>For programs, and before a message.</summary>
    public static string Of(FindingSeverity severity) => severity switch
    {
        FindingSeverity.Note => "note",
        FindingSeverity.Warning => "warning",
        FindingSeverity.Refusal => "refusal",
    };
}
