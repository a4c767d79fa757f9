using Clu.Cli.Wizard.Lists;

namespace Clu.Cli.Wizard.Pages;

/// <summary>Whether the wireless networks that were joined in the live system are kept.</summary>
internal sealed class WifiPage : ListPage
{
    public override PageId Id => PageId.Wifi;

    public override string Title => "Wi-Fi";

    public override bool Applies(WizardState state) => state.Facts.Wifi.Count > 0;

    protected override IReadOnlyList<string> Explanation(WizardState state) =>
        [$"The live system knows the wireless network{(state.Facts.Wifi.Count > 1 ? "s" : "")} {string.Join(", ", state.Facts.Wifi.Select(name => $"'{name}'"))}."];

    protected override IReadOnlyList<ListEntry> Entries(WizardState state) =>
        [new ListEntry("Keep", "the installed system joins by itself; the passphrase is readable by root only"), new ListEntry("Do not keep")];

    protected override int Chosen(WizardState state) => state.Draft.KeepWifi ? 0 : 1;

    protected override WizardState Choose(WizardState state, IReadOnlyList<int> entries) =>
        WizardWay.Next(state with { Draft = state.Draft with { KeepWifi = entries[0] == 0 } });
}
