using System.Collections.Immutable;
using Clu.Binary;
using Clu.Cli.Wizard.Choices;
using Clu.Cli.Wizard.Keys;
using Clu.Cli.Wizard.Pages;
using Clu.Cli.Wizard.Running;
using Clu.Install.Preflights;

namespace Clu.Cli.Wizard;

/// <summary>The wizard: what keys and events make of its state. It touches nothing.</summary>
/// <param name="clock">Measures how fast work is.</param>
internal sealed class WizardMachine(TimeProvider clock)
{
    /// <summary>The wizard as it begins.</summary>
    /// <param name="facts">What there is to choose from.</param>
    /// <param name="draft">Answers that were given beforehand.</param>
    /// <param name="given">The pages that they answer.</param>
    public static WizardState Start(InstallFacts facts, InstallDraft draft, IEnumerable<PageId> given)
    {
        WizardState state = new() { Facts = facts, Draft = draft, Given = [.. given] };
        if (HostPage.Of(state) is { } host)
            state = HostDefaultsDraft.Take(state with { Draft = draft with { Host = null } }, host);
        return WizardWay.Open(state, PageId.Welcome);
    }

    /// <summary>A key was pressed.</summary>
    public WizardState Press(WizardState state, KeyPress key)
    {
        if (state.Question is { } question)
            return Answer(state, question, key);
        if (key.Kind == KeyKind.Interrupt)
            return Interrupt(state);
        WizardState next = WizardPages.Of(state.Page).Press(state, key);
        return next.Effect != state.Effect && next.Effect is not (WizardEffect.None or WizardEffect.Leave)
            ? next with { Run = new RunView(clock), Failure = null, Findings = [], Receipt = null }
            : next;
    }

    /// <summary>Something happened.</summary>
    public static WizardState Apply(WizardState state, WizardEvent happened)
    {
        switch (happened)
        {
            case WizardEvent.Progressed progressed:
                state.Run?.Report(progressed.Progress);
                return state;
            case WizardEvent.MediumChecked medium when state.Page == PageId.Check:
                WizardState back = WizardWay.Back(state) with { Medium = medium.Message };
                return back with { View = back.View with { Mistake = medium.Sound ? null : medium.Message, Notice = medium.Sound ? medium.Message : null } };
            case WizardEvent.Prepared prepared when state.Page == PageId.Check:
                WizardState judged = state with { Effect = WizardEffect.None, Plan = prepared.Plan, Findings = prepared.Findings };
                return prepared.Findings.Any(finding => finding.Severity == FindingSeverity.Refusal) ? judged : WizardWay.Open(judged, PageId.Confirm);
            case WizardEvent.Failed failed when state.Page == PageId.Check:
                return state with { Effect = WizardEffect.None, Failure = failed.Error };
            case WizardEvent.Failed failed when state.Page == PageId.Running:
                return WizardWay.Open(End(state) with { Failure = failed.Error }, PageId.Result);
            case WizardEvent.Installed installed when state.Page == PageId.Running:
                return WizardWay.Open(End(state) with { Receipt = installed.Lines, Failure = null }, PageId.Result);
            default:
                // What was asked for before somebody went back.
                return state;
        }
    }

    private static WizardState End(WizardState state) => state with { Effect = WizardEffect.None, Question = null };

    private static WizardState Interrupt(WizardState state) => state.Page switch
    {
        PageId.Running when state.Effect == WizardEffect.Stop => state,
        PageId.Running => state with { Question = WizardQuestion.Stop },
        PageId.Result => state with { Effect = WizardEffect.Leave, Outcome = WizardOutcome.Shell },
        _ => state with { Question = WizardQuestion.Abort },
    };

    private static WizardState Answer(WizardState state, WizardQuestion question, KeyPress key)
    {
        bool yes = key.Is('y') || key.Is('Y') || (key.Kind == KeyKind.Interrupt && question == WizardQuestion.Abort);
        bool no = key.Is('n') || key.Is('N') || key.Kind is KeyKind.Enter or KeyKind.Escape;
        if (!yes && !no)
            return state;
        state = state with { Question = null };
        return !yes ? state : question switch
        {
            WizardQuestion.Abort => state with { Effect = WizardEffect.Leave, Outcome = WizardOutcome.Aborted },
            WizardQuestion.Stop => state with { Effect = WizardEffect.Stop },
        };
    }
}
