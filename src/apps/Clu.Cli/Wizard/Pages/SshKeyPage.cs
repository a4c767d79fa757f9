using Clu.Cli.Wizard.Forms;

namespace Clu.Cli.Wizard.Pages;

/// <summary>A key that lets the user in by SSH; may stay empty.</summary>
internal sealed class SshKeyPage : FormPage
{
    private static readonly FormField[] s_fields = [new("Public key", FieldKind.Text)];

    public override PageId Id => PageId.SshKey;

    public override string Title => "SSH key";

    protected override IReadOnlyList<FormField> Fields(WizardState state) => s_fields;

    protected override IReadOnlyList<FieldText> Load(WizardState state) => [FieldText.Of(state.Draft.SshKeys.Count > 0 ? state.Draft.SshKeys[0] : null)];

    protected override IReadOnlyList<string> Explanation(WizardState state) =>
    [
        $"A public key lets {state.Draft.User ?? "the user"} in by SSH. Paste a line such as 'ssh-ed25519 AAAA… me@laptop', or leave it empty: a password still lets you in at the console.",
        .. state.Draft.SshKeys.Count > 1 ? new[] { $"{state.Draft.SshKeys.Count - 1} more came with the medium or the answers and stay." } : [],
    ];

    protected override string? Mistake(WizardState state, int field) => Value(state, 0) switch
    {
        "" => null,
        { } text when text.Contains("PRIVATE KEY", StringComparison.Ordinal) => "This is a private key, which nobody else may see; the public one ends in .pub.",
        { } text => PublicKeyLine.IsValid(text) ? null : "This is no public key: it begins with its kind, such as ssh-ed25519, and a long word in base 64.",
    };

    protected override WizardState Accept(WizardState state)
    {
        string key = Value(state, 0);
        return state with { Draft = state.Draft with { SshKeys = [.. key.Length > 0 ? new[] { key } : [], .. state.Draft.SshKeys.Skip(1)] } };
    }
}
