using Clu.Cli.Wizard.Keys;
using Clu.Cli.Wizard.Screens;

namespace Clu.Cli.Wizard.Lists;

/// <summary>A page with a list of which something is chosen.</summary>
internal abstract class ListPage : WizardPage
{
    private const int Page = 10;

    /// <summary>Whether typing narrows the list down.</summary>
    protected virtual bool IsFiltered => false;

    /// <summary>Whether several can be marked.</summary>
    protected virtual bool IsMarked(WizardState state) => false;

    public override WizardState Open(WizardState state) => state with { View = new PageView { Focus = Math.Max(0, Chosen(state)) } };

    public override WizardState Press(WizardState state, KeyPress key)
    {
        int count = Visible(state).Count;
        return key.Kind switch
        {
            KeyKind.Up => Focus(state, state.View.Focus - 1, count),
            KeyKind.Down or KeyKind.Tab => Focus(state, state.View.Focus + 1, count),
            KeyKind.PageUp => Focus(state, state.View.Focus - Page, count),
            KeyKind.PageDown => Focus(state, state.View.Focus + Page, count),
            KeyKind.Home => Focus(state, 0, count),
            KeyKind.End => Focus(state, count - 1, count),
            KeyKind.Escape or KeyKind.Left => WizardWay.Back(state),
            KeyKind.Enter => Take(state),
            KeyKind.Character when IsFiltered => Filter(state, state.View.Filter + key.Rune),
            KeyKind.Backspace when IsFiltered && state.View.Filter.Length > 0 => Filter(state, state.View.Filter[..^1]),
            KeyKind.EraseLine when IsFiltered => Filter(state, ""),
            KeyKind.Character when key.Is(' ') && IsMarked(state) => Mark(state),
            KeyKind.Character when key.Is('b') => WizardWay.Back(state),
            KeyKind.Character when key.Is('q') => state with { Question = WizardQuestion.Abort },
            KeyKind.Character when key.Is('k') => Focus(state, state.View.Focus - 1, count),
            KeyKind.Character when key.Is('j') => Focus(state, state.View.Focus + 1, count),
            _ => state,
        };
    }

    public override void Render(WizardState state, Region region)
    {
        region.Paragraphs(Explanation(state));
        if (IsFiltered)
        {
            region.Line($"Find: {state.View.Filter}");
            region.CursorAt(6 + state.View.Filter.Length);
            region.Line();
        }

        IReadOnlyList<int> visible = Visible(state);
        IReadOnlyList<ListEntry> entries = Entries(state);
        if (visible.Count == 0)
            region.Line(IsFiltered ? "Nothing of that name; Backspace takes the last letter away." : "There is nothing to choose.");
        region.List([.. visible.Select((index, i) => Lines(state, entries[index], index, i == state.View.Focus))], state.View.Focus, region.Left);
    }

    public override string Help(WizardState state) => IsFiltered
        ? "Type to find   Up/Down move   Enter take   Esc back   Ctrl-C quit"
        : $"Up/Down move{(IsMarked(state) ? "   Space mark" : "")}   Enter take   Esc back   q quit";

    /// <summary>Above the list.</summary>
    protected abstract IReadOnlyList<string> Explanation(WizardState state);

    /// <summary>The entries.</summary>
    protected abstract IReadOnlyList<ListEntry> Entries(WizardState state);

    /// <summary>The entry that has the focus at first.</summary>
    protected abstract int Chosen(WizardState state);

    /// <summary>Takes entries into the draft; null to stay.</summary>
    protected abstract WizardState Choose(WizardState state, IReadOnlyList<int> entries);

    private WizardState Take(WizardState state)
    {
        IReadOnlyList<int> visible = Visible(state);
        IReadOnlyList<int> taken = state.View.Marked.Count > 0 ? state.View.Marked
            : state.View.Focus < visible.Count ? [visible[state.View.Focus]] : [];
        if (taken.Count == 0)
            return state;
        return Entries(state)[taken[0]].Refusal is { } refusal ? Refuse(state, refusal) : Choose(state, taken);
    }

    private WizardState Mark(WizardState state)
    {
        int entry = state.View.Focus;
        if (entry >= Entries(state).Count)
            return state;
        if (Entries(state)[entry].Refusal is { } refusal)
            return Refuse(state, refusal);
        IReadOnlyList<int> marked = state.View.Marked.Contains(entry) ? [.. state.View.Marked.Where(one => one != entry)] : [.. state.View.Marked, entry];
        return state with { View = state.View with { Marked = marked, Mistake = null } };
    }

    /// <summary>Says why something cannot be chosen.</summary>
    protected static WizardState Refuse(WizardState state, string refusal) => state with { View = state.View with { Mistake = $"This cannot be chosen: {refusal}." } };

    private static WizardState Focus(WizardState state, int focus, int count) =>
        state with { View = state.View with { Focus = Math.Clamp(focus, 0, Math.Max(0, count - 1)), Mistake = null, Notice = null } };

    private static WizardState Filter(WizardState state, string filter) => filter.Length > 40 ? state : state with { View = state.View with { Filter = filter, Focus = 0, Mistake = null } };

    private IReadOnlyList<int> Visible(WizardState state)
    {
        string[] words = state.View.Filter.Replace(' ', '_').Split('_', StringSplitOptions.RemoveEmptyEntries);
        IReadOnlyList<ListEntry> entries = Entries(state);
        return [.. Enumerable.Range(0, entries.Count).Where(i => words.All(word => entries[i].Text.Contains(word, StringComparison.OrdinalIgnoreCase)))];
    }

    private IReadOnlyList<(string, CellStyle)> Lines(WizardState state, ListEntry entry, int index, bool focused)
    {
        CellStyle style = entry.Refusal is null ? CellStyle.Plain : CellStyle.Dim;
        int mark = state.View.Marked.ToList().IndexOf(index);
        string box = !IsMarked(state) ? "" : entry.Refusal is not null ? " -  " : mark < 0 ? "[ ] " : state.View.Marked.Count > 1 ? $"[{mark + 1}] " : "[x] ";
        string first = $"{(focused ? ">" : " ")} {box}{entry.Text}";
        string indent = new(' ', box.Length > 0 ? 2 + box.Length : 4);
        string? second = entry.Refusal is null ? entry.Detail : $"not possible: {entry.Refusal}";
        return second is null ? [(first, style)] : [(first, style), (indent + second, style)];
    }
}
