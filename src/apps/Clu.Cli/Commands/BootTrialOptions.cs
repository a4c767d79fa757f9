using System.CommandLine;
using Clu.Install.Choices;
using Clu.Install.Layouts;
using Clu.Install.Trials;
using Clu.Media.Qemu;

namespace Clu.Cli.Commands;

/// <summary>The options of <c>clu prove</c> that say which machines are installed and started.</summary>
internal sealed class BootTrialOptions
{
    private static readonly (string Word, TargetFirmware Firmware)[] _firmwareWords = [("uefi", TargetFirmware.Uefi), ("bios", TargetFirmware.Bios)];

    private readonly Option<bool> _boot = new("--boot") { Description = "Install machines in QEMU without a network card, start them, and ask them what they are" };
    private readonly Option<string[]> _layout = new("--layout")
    {
        Description = "Layouts of their disks (default: the host's, or all)",
        HelpName = "LIST",
        DefaultValueFactory = _ => [],
    };
    private readonly Option<string[]> _firmware = new("--firmware")
    {
        Description = "bios, uefi; each with all layouts (default: both, one layout by BIOS)",
        HelpName = "LIST",
        DefaultValueFactory = _ => [],
    };
    private readonly Option<string[]> _run = new("--run")
    {
        Description = "Command line that must end with 0 on each installed machine; may be repeated",
        HelpName = "COMMAND",
        DefaultValueFactory = _ => [],
    };
    private readonly NumberOption _memory = new("--memory", QemuOptions.SmallestMemoryMiB, 1 << 20) { Description = "Memory of each machine (default: 2048)", HelpName = "MiB" };
    private readonly SizeOption _diskSize = new("--disk-size") { Description = "Size of each disk, which takes no room before it is written" };
    private readonly ChoiceOption<Accelerator?> _accelerator = new("--accelerator", ("auto", null), ("kvm", Accelerator.Kvm), ("tcg", Accelerator.Tcg))
    {
        Description = "Who runs their instructions (default: auto, kvm where it works)",
    };
    private readonly DurationOption _timeout = new("--timeout") { Description = "How long an installation or a start may take (default: 40m)" };
    private readonly Option<string?> _log = new("--log") { Description = "Keep what each machine said on its serial line", HelpName = "DIR" };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Say which machines would be started" };

    /// <summary>Makes the options.</summary>
    public BootTrialOptions() => _layout.CompletionSources.Add(_ => LayoutCatalog.All.Select(layout => layout.Name));

    /// <summary>The options, in the order of help.</summary>
    public IEnumerable<Option> All => [_boot, _layout, _firmware, _run, _memory, _diskSize, _accelerator, _timeout, _log, _dryRun];

    /// <summary>Whether machines are only named.</summary>
    public bool IsDryRun(ParseResult parsed) => parsed.GetValue(_dryRun);

    /// <summary>What the command line says.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="image">The medium.</param>
    /// <param name="host">The one host, or null.</param>
    /// <returns>Null when nothing is to be started.</returns>
    /// <exception cref="Binary.CluException">CLU0901: a value is none of its kind, or says something of machines that are not started. CLU0600: no such layout.</exception>
    public BootTrialRequest? Read(ParseResult parsed, string image, string? host)
    {
        if (!parsed.GetValue(_boot))
        {
            return All.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false }) is { } lonely
                ? throw CliErrors.CommandLine($"{lonely.Name} says something of machines, and none is started", "add --boot")
                : null;
        }

        if (!File.Exists(image))
            throw CliErrors.CommandLine($"--boot needs an ISO file, and '{image}' is none", "clu build iso makes one");
        DiskLayout[] layouts = [.. WordList.Split(parsed.GetValue(_layout)).Distinct().Select(LayoutCatalog.Find)];
        TargetFirmware[] firmware = [.. WordList.Split(parsed.GetValue(_firmware)).Select(Firmware).Distinct()];
        BootTrialRequest request = new()
        {
            Image = image,
            Host = host,
            Layouts = layouts.Length > 0 ? layouts : null,
            Firmware = firmware.Length > 0 ? firmware : null,
            DiskBytes = parsed.GetValue(_diskSize),
            Accelerator = parsed.GetValue(_accelerator),
            Commands = parsed.GetValue(_run) ?? [],
            LogFolder = parsed.GetValue(_log),
        };
        if (parsed.GetValue(_memory) is { } memory)
            request = request with { MemoryMiB = memory };
        return parsed.GetValue(_timeout) is { } timeout ? request with { Timeout = timeout } : request;
    }

    private static TargetFirmware Firmware(string word)
    {
        foreach ((string known, TargetFirmware firmware) in _firmwareWords)
        {
            if (known == word)
                return firmware;
        }

        throw CliErrors.CommandLine($"--firmware cannot be '{word}'", $"expected {string.Join(", ", _firmwareWords.Select(known => known.Word))}");
    }
}
