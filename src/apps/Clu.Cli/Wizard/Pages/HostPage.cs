using Clu.Cli.Text;
using Clu.Cli.Wizard.Lists;
using Clu.Media.Hosts;

namespace Clu.Cli.Wizard.Pages;

/// <summary>Which system of the medium; not asked where there is only one.</summary>
internal sealed class HostPage : ListPage
{
    public override PageId Id => PageId.Host;

    public override string Title => "System";

    public override bool Applies(WizardState state) => state.Facts.Hosts.Count > 1;

    public override bool IsComplete(WizardState state) => state.Facts.Hosts.Any(host => host.Name == state.Draft.Host);

    /// <summary>The host that was chosen, or is the only one.</summary>
    public static MediumHost? Of(WizardState state) =>
        state.Facts.Hosts.Count == 1 ? state.Facts.Hosts[0] : state.Facts.Hosts.FirstOrDefault(host => host.Name == state.Draft.Host);

    protected override IReadOnlyList<string> Explanation(WizardState state) => ["Which system shall be installed?"];

    protected override IReadOnlyList<ListEntry> Entries(WizardState state) =>
        [.. state.Facts.Hosts.Select(host => new ListEntry($"{host.Name}  {Figures.Bytes(host.ClosureSize)}", host.Description.Length > 0 ? host.Description : null))];

    protected override int Chosen(WizardState state) => state.Facts.Hosts.ToList().FindIndex(host => host.Name == state.Draft.Host);

    protected override WizardState Choose(WizardState state, IReadOnlyList<int> entries) =>
        WizardWay.Next(HostDefaultsDraft.Take(state, state.Facts.Hosts[entries[0]]));
}
