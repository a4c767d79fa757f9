using Clu.Cli.Wizard.Pages;

namespace Clu.Cli.Wizard;

/// <summary>The way through the pages.</summary>
internal static class WizardWay
{
    /// <summary>The page was answered: on to the next one. Answers that were given beforehand are not asked for again, and after the summary only what a change has opened.</summary>
    public static WizardState Next(WizardState state)
    {
        bool fromSummary = state.Page < PageId.Summary && state.History.Contains(PageId.Summary);
        state = state with { Answered = state.Answered.Add(state.Page) };
        return fromSummary
            ? Open(state with { History = ToSummary(state) }, FirstOpen(state))
            : Open(state with { History = state.History.Push(state.Page) }, After(state));
    }

    /// <summary>To a page, from the one that is shown.</summary>
    public static WizardState GoTo(WizardState state, PageId page) => Open(state with { History = state.History.Push(state.Page) }, page);

    /// <summary>To the page before; from the first one only out of the wizard, which is asked for.</summary>
    public static WizardState Back(WizardState state) => state.History.IsEmpty
        ? state with { Question = WizardQuestion.Abort }
        : Open(state with { History = state.History.Pop(out PageId before), Effect = WizardEffect.None }, before);

    /// <summary>To a page without a way back.</summary>
    public static WizardState Open(WizardState state, PageId page) => WizardPages.Of(page).Open(state with { Page = page, View = new PageView() });

    // What led to the summary, so that it is there once; while it lasts, Back leads to it.
    private static System.Collections.Immutable.ImmutableStack<PageId> ToSummary(WizardState state)
    {
        System.Collections.Immutable.ImmutableStack<PageId> stack = state.History;
        while (stack.Peek() != PageId.Summary)
            stack = stack.Pop();
        return FirstOpen(state) == PageId.Summary ? stack.Pop() : stack;
    }

    private static PageId FirstOpen(WizardState state) => WizardPages.Asking
        .Where(page => page.Applies(state) && !(page.IsComplete(state) && IsSettled(state, page)))
        .Select(page => page.Id)
        .FirstOrDefault(PageId.Summary);

    private static PageId After(WizardState state) => WizardPages.Asking
        .Where(page => page.Id > state.Page && page.Applies(state) && !(state.Given.Contains(page.Id) && page.IsComplete(state)))
        .Select(page => page.Id)
        .FirstOrDefault(PageId.Summary);

    private static bool IsSettled(WizardState state, WizardPage page) => state.Answered.Contains(page.Id) || state.Given.Contains(page.Id);
}
