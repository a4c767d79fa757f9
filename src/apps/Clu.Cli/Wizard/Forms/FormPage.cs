using Clu.Cli.Wizard.Keys;
using Clu.Cli.Wizard.Screens;

namespace Clu.Cli.Wizard.Forms;

/// <summary>A page of fields that are filled in. Enter goes through them, and from the last one on.</summary>
internal abstract class FormPage : WizardPage
{
    private const int MostWidth = 60;
    private const string Gap = "  ";

    public override WizardState Open(WizardState state) => state with { View = new PageView { Fields = Load(state) } };

    public override WizardState Press(WizardState state, KeyPress key)
    {
        PageView view = state.View;
        int[] shown = [.. Shown(state)];
        int at = Math.Max(0, Array.IndexOf(shown, view.Focus));
        int index = shown[at];
        FormField field = Fields(state)[index];
        if (field.Kind == FieldKind.Choice && Turn(field, view.Fields[index], key) is { } turned)
            return With(state, index, turned);
        if (field.Kind != FieldKind.Choice && view.Fields[index].Press(key) is { } typed)
            return With(state, index, typed);
        return key.Kind switch
        {
            KeyKind.Enter when Mistake(state, index) is { } mistake => state with { View = view with { Mistake = mistake } },
            KeyKind.Enter when at + 1 < shown.Length => Focus(state, shown[at + 1]),
            KeyKind.Enter => Finish(state, shown),
            KeyKind.Tab or KeyKind.Down => Focus(state, shown[(at + 1) % shown.Length]),
            KeyKind.BackTab or KeyKind.Up => Focus(state, shown[(at + shown.Length - 1) % shown.Length]),
            KeyKind.Escape => WizardWay.Back(state),
            KeyKind.Character when key.Is('b') || key.Is('q') => key.Is('b') ? WizardWay.Back(state) : state with { Question = WizardQuestion.Abort },
            _ => state,
        };
    }

    public override void Render(WizardState state, Region region)
    {
        region.Paragraphs(Explanation(state));
        IReadOnlyList<FormField> fields = Fields(state);
        int[] shown = [.. Shown(state)];
        int labels = shown.Max(i => fields[i].Label.Length) + Gap.Length;
        // The cursor is put where the focus is, after the rest.
        foreach (int i in shown)
            Row(state, region, fields[i], i, labels);
        if (Remark(state) is { } remark)
        {
            region.Line();
            region.Paragraph(remark);
        }
    }

    public override string Help(WizardState state) => Fields(state)[Math.Min(state.View.Focus, Fields(state).Count - 1)].Kind == FieldKind.Choice
        ? "Left/Right change   Enter go on   Esc back   q quit"
        : "Enter go on   Tab next field   Esc back   Ctrl-C quit";

    /// <summary>The fields, those too that are not shown at the moment.</summary>
    protected abstract IReadOnlyList<FormField> Fields(WizardState state);

    /// <summary>Their texts, from the draft.</summary>
    protected abstract IReadOnlyList<FieldText> Load(WizardState state);

    /// <summary>Above the fields.</summary>
    protected abstract IReadOnlyList<string> Explanation(WizardState state);

    /// <summary>What is wrong with a field, as one sentence; null for nothing.</summary>
    protected abstract string? Mistake(WizardState state, int field);

    /// <summary>Takes the texts into the draft.</summary>
    protected abstract WizardState Accept(WizardState state);

    /// <summary>Where it leads when everything is right.</summary>
    protected virtual WizardState Done(WizardState state) => WizardWay.Next(state);

    /// <summary>Below the fields; null for nothing.</summary>
    protected virtual string? Remark(WizardState state) => null;

    /// <summary>The fields that are shown, never none.</summary>
    protected virtual IEnumerable<int> Shown(WizardState state) => Enumerable.Range(0, Fields(state).Count);

    /// <summary>A field's text without blanks around it; of a secret as it is.</summary>
    protected string Value(WizardState state, int field) =>
        Fields(state)[field].Kind == FieldKind.Secret ? state.View.Fields[field].Text : state.View.Fields[field].Text.Trim();

    private WizardState Finish(WizardState state, int[] shown)
    {
        foreach (int field in shown)
        {
            if (Mistake(state, field) is { } mistake)
                return state with { View = state.View with { Focus = field, Mistake = mistake } };
        }

        return Done(Accept(state));
    }

    private static void Row(WizardState state, Region region, FormField field, int index, int labels)
    {
        bool focused = index == state.View.Focus;
        int width = Math.Max(1, Math.Min(MostWidth, region.Width - labels - 3));
        (string text, int cursor) = field.Kind == FieldKind.Choice
            ? ($"< {state.View.Fields[index].Text} >", 0)
            : state.View.Fields[index].Window(width, field.Kind == FieldKind.Secret ? region.Glyphs.Secret : null);
        string shownText = field.Kind == FieldKind.Choice ? text : $"[{text.PadRight(width, focused ? '_' : ' ')}]";
        region.Line($"{field.Label.PadRight(labels)}{shownText}", focused ? CellStyle.Bold : CellStyle.Plain);
        if (focused)
            region.CursorAt(labels + cursor + (field.Kind == FieldKind.Choice ? 0 : 1));
    }

    private static FieldText? Turn(FormField field, FieldText value, KeyPress key)
    {
        int step = key switch
        {
            { Kind: KeyKind.Right } => 1,
            { Kind: KeyKind.Left } => field.Choices.Count - 1,
            _ when key.Is(' ') => 1,
            _ => 0,
        };
        int at = Math.Max(0, field.Choices.ToList().IndexOf(value.Text));
        return step == 0 ? null : FieldText.Of(field.Choices[(at + step) % field.Choices.Count]);
    }

    private static WizardState Focus(WizardState state, int field) => state with { View = state.View with { Focus = field, Mistake = null } };

    private static WizardState With(WizardState state, int field, FieldText text) =>
        state with { View = state.View with { Fields = [.. state.View.Fields.Select((old, i) => i == field ? text : old)], Mistake = null } };
}
