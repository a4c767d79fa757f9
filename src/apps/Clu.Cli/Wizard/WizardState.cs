using System.Collections.Immutable;
using Clu.Binary;
using Clu.Cli.Wizard.Choices;
using Clu.Cli.Wizard.Running;
using Clu.Install.Plans;
using Clu.Install.Preflights;

namespace Clu.Cli.Wizard;

/// <summary>All that the wizard knows. A key makes another one of it.</summary>
internal sealed record WizardState
{
    /// <summary>What there is to choose from.</summary>
    public required InstallFacts Facts { get; init; }

    /// <summary>What was chosen.</summary>
    public required InstallDraft Draft { get; init; }

    /// <summary>The page that is shown.</summary>
    public PageId Page { get; init; }

    /// <summary>The pages that lead here, the last one on top.</summary>
    public ImmutableStack<PageId> History { get; init; } = [];

    /// <summary>Pages whose answers were given beforehand; they are asked only on request.</summary>
    public ImmutableHashSet<PageId> Given { get; init; } = [];

    /// <summary>Pages that were answered.</summary>
    public ImmutableHashSet<PageId> Answered { get; init; } = [];

    /// <summary>What the page holds.</summary>
    public PageView View { get; init; } = new();

    /// <summary>The question over the page.</summary>
    public WizardQuestion? Question { get; init; }

    /// <summary>What the page waits for.</summary>
    public WizardEffect Effect { get; init; }

    /// <summary>The plan, once it was made.</summary>
    public InstallPlan? Plan { get; init; }

    /// <summary>What its check found.</summary>
    public IReadOnlyList<PreflightFinding> Findings { get; init; } = [];

    /// <summary>What the medium's check found; null when it was not checked.</summary>
    public string? Medium { get; init; }

    /// <summary>How far the work is.</summary>
    public RunView? Run { get; init; }

    /// <summary>What was installed; null when nothing was.</summary>
    public IReadOnlyList<string>? Receipt { get; init; }

    /// <summary>Why the last work failed.</summary>
    public CluException? Failure { get; init; }

    /// <summary>Whether a disk may have been written.</summary>
    public bool HasBegun { get; init; }

    /// <summary>What comes after.</summary>
    public WizardOutcome Outcome { get; init; }
}
