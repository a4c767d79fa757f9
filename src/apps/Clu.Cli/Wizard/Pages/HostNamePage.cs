using Clu.Cli.Wizard.Forms;
using Clu.Systems.Profiles;

namespace Clu.Cli.Wizard.Pages;

/// <summary>The machine's name.</summary>
internal sealed class HostNamePage : FormPage
{
    private static readonly FormField[] s_fields = [new("Name of the machine", FieldKind.Text)];

    public override PageId Id => PageId.HostName;

    public override string Title => "Name";

    public override bool IsComplete(WizardState state) => HostName.TryParse(state.Draft.HostName, out _);

    protected override IReadOnlyList<FormField> Fields(WizardState state) => s_fields;

    protected override IReadOnlyList<FieldText> Load(WizardState state) => [FieldText.Of(state.Draft.HostName)];

    protected override IReadOnlyList<string> Explanation(WizardState state) => ["What shall the machine be called? Others see this name on the network."];

    protected override string? Mistake(WizardState state, int field) => Value(state, 0) switch
    {
        "" => "Type a name.",
        { } text => HostName.TryParse(text, out _) ? null : $"'{text}' is no name of a machine: {HostName.Expected}.",
    };

    protected override WizardState Accept(WizardState state) => state with { Draft = state.Draft with { HostName = Value(state, 0) } };
}
