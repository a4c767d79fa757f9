using Clu.Cli.Wizard.Forms;
using Clu.Systems.Profiles;

namespace Clu.Cli.Wizard.Pages;

/// <summary>The first user and its password, twice.</summary>
internal sealed class UserPage : FormPage
{
    private const int NameField = 0;
    private const int PasswordField = 1;
    private const int AgainField = 2;

    private static readonly FormField[] s_fields = [new("Login name", FieldKind.Text), new("Password", FieldKind.Secret), new("Once more", FieldKind.Secret)];

    public override PageId Id => PageId.User;

    public override string Title => "User";

    public override bool IsComplete(WizardState state) =>
        UserName.TryParse(state.Draft.User, out _) && state.Draft is { Password.Length: > 0 } or { PasswordHash: not null };

    protected override IReadOnlyList<FormField> Fields(WizardState state) => s_fields;

    protected override IReadOnlyList<FieldText> Load(WizardState state) =>
        [FieldText.Of(state.Draft.User), FieldText.Of(state.Draft.Password), FieldText.Of(state.Draft.Password)];

    protected override IReadOnlyList<string> Explanation(WizardState state) =>
    [
        "Who works on this machine? The user may become root with sudo; root has no password of its own.",
        .. HasHash(state) ? new[] { "A password came with the medium or the answers: leave the fields empty to keep it." } : [],
    ];

    protected override string? Mistake(WizardState state, int field)
    {
        string text = Value(state, field);
        return field switch
        {
            NameField when text.Length == 0 => "Type a login name.",
            NameField when text == "root" => "root is there anyway; type the name of another user.",
            NameField when !UserName.TryParse(text, out _) => $"'{text}' is no login name: {UserName.Expected}.",
            PasswordField when text.Length == 0 && !HasHash(state) => "Type a password: nobody could log in without one.",
            AgainField when text != Value(state, PasswordField) => "The two are not the same.",
            _ => null,
        };
    }

    protected override WizardState Accept(WizardState state)
    {
        string password = Value(state, PasswordField);
        return state with
        {
            Draft = state.Draft with { User = Value(state, NameField), Password = password.Length == 0 ? null : password },
        };
    }

    // A hash belongs to the user that it came with.
    private bool HasHash(WizardState state) => state.Draft.PasswordHash is not null && (state.Draft.User is null || Value(state, NameField) == state.Draft.User);
}
