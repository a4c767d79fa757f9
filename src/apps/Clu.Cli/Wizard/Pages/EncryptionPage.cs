using Clu.Cli.Wizard.Forms;

namespace Clu.Cli.Wizard.Pages;

/// <summary>The passphrase, twice.</summary>
internal sealed class EncryptionPage : FormPage
{
    private const int LongestPassphrase = 512;

    private static readonly FormField[] s_fields = [new("Passphrase", FieldKind.Secret), new("Once more", FieldKind.Secret)];

    public override PageId Id => PageId.Encryption;

    public override string Title => "Encryption";

    public override bool Applies(WizardState state) => LayoutPage.Of(state)?.Passphrase == true;

    public override bool IsComplete(WizardState state) => state.Draft.Passphrase is { Length: > 0 };

    protected override IReadOnlyList<FormField> Fields(WizardState state) => s_fields;

    protected override IReadOnlyList<FieldText> Load(WizardState state) => [FieldText.Of(state.Draft.Passphrase), FieldText.Of(state.Draft.Passphrase)];

    protected override IReadOnlyList<string> Explanation(WizardState state) =>
    [
        "The disk is encrypted. The machine asks for this passphrase each time it starts.",
        "Nobody can read the disk without it, and nobody can give it back to you.",
    ];

    protected override string? Mistake(WizardState state, int field)
    {
        string text = Value(state, field);
        if (field == 1)
            return text == Value(state, 0) ? null : "The two are not the same.";
        return text.Length switch
        {
            0 => "Type a passphrase.",
            > LongestPassphrase => $"It is longer than {LongestPassphrase} characters.",
            _ => null,
        };
    }

    protected override WizardState Accept(WizardState state) => state with { Draft = state.Draft with { Passphrase = Value(state, 0) } };

    protected override string? Remark(WizardState state) => PassphraseStrength.Of(Value(state, 0)) switch
    {
        null => null,
        { } strength when Value(state, 0).Any(c => c > '~') => $"{strength} It has letters that not every keyboard has when the machine starts.",
        { } strength => strength,
    };
}
