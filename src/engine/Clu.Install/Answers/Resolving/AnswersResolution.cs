using Clu.Binary;
using Clu.Install.Choices;
using Clu.Install.Disks;
using Clu.Install.Layouts;
using Clu.Media.Hosts;

namespace Clu.Install.Answers.Resolving;

/// <summary>What answers come to on a machine: everything decided, or all that keeps it from being so. What is decided in part is here for the wizard.</summary>
public sealed record AnswersResolution
{
    /// <summary>The choices; null where there are problems.</summary>
    public InstallChoices? Choices { get; init; }

    /// <summary>Everything missing or impossible, in the order in which a person would be asked.</summary>
    public required IReadOnlyList<AnswerProblem> Problems { get; init; }

    /// <summary>The host; null while it is open.</summary>
    public MediumHost? Host { get; init; }

    /// <summary>The disks; empty while they are open.</summary>
    public IReadOnlyList<BlockDevice> Disks { get; init; } = [];

    /// <summary>The layout; null while it is open.</summary>
    public DiskLayout? Layout { get; init; }

    /// <summary>How the machine starts.</summary>
    public required TargetFirmware Firmware { get; init; }

    /// <summary>The choices, or one error with all the problems.</summary>
    /// <exception cref="CluException">CLU0634.</exception>
    public InstallChoices Require() => Choices ?? throw InstallErrors.AnswersIncomplete(Problems);
}
