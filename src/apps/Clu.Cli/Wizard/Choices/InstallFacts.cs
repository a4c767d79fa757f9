using Clu.Install.Disks;
using Clu.Media.Hosts;

namespace Clu.Cli.Wizard.Choices;

/// <summary>What there is to choose from: the medium, this machine, the lists. Read once, before the first page.</summary>
internal sealed record InstallFacts
{
    /// <summary>The medium's label.</summary>
    public required string MediumLabel { get; init; }

    /// <summary>What it can install; never empty.</summary>
    public required IReadOnlyList<MediumHost> Hosts { get; init; }

    /// <summary>The disks, those that must not be written among them.</summary>
    public required IReadOnlyList<BlockDevice> Disks { get; init; }

    /// <summary>The layouts.</summary>
    public required IReadOnlyList<LayoutChoice> Layouts { get; init; }

    /// <summary>How this machine was started, for people: <c>UEFI</c>.</summary>
    public required string Firmware { get; init; }

    /// <summary>Time zones, sorted.</summary>
    public IReadOnlyList<string> TimeZones { get; init; } = [];

    /// <summary>Console keymaps, sorted.</summary>
    public IReadOnlyList<string> Keymaps { get; init; } = [];

    /// <summary>Locales, sorted.</summary>
    public IReadOnlyList<string> Locales { get; init; } = [];

    /// <summary>Wired interfaces.</summary>
    public IReadOnlyList<string> Interfaces { get; init; } = [];

    /// <summary>Wireless networks that the live system knows.</summary>
    public IReadOnlyList<string> Wifi { get; init; } = [];

    /// <summary>When the installation that was interrupted on this machine was begun and what is left of it, as a phrase; null when there is none.</summary>
    public string? Interrupted { get; init; }

    /// <summary>Whether it needs the passphrase of the disk to go on.</summary>
    public bool InterruptedIsLocked { get; init; }

    /// <summary>Why answers that were found are not used, as a sentence; null when they are, or there were none.</summary>
    public string? UnusedAnswers { get; init; }

    /// <summary>Where the answers came from, for people; null when there were none.</summary>
    public string? AnswersPlace { get; init; }
}
