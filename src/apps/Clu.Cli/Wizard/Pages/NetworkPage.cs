using System.Net;
using Clu.Cli.Wizard.Choices;
using Clu.Cli.Wizard.Forms;

namespace Clu.Cli.Wizard.Pages;

/// <summary>DHCP, or a fixed address for one wired interface.</summary>
internal sealed class NetworkPage : FormPage
{
    private const string Automatic = "by DHCP";
    private const string Fixed = "fixed";
    private const int ModeField = 0;
    private const int InterfaceField = 1;
    private const int AddressField = 2;
    private const int GatewayField = 3;
    private const int ServersField = 4;

    public override PageId Id => PageId.Network;

    public override string Title => "Network";

    protected override IReadOnlyList<FormField> Fields(WizardState state) =>
    [
        new("Address", FieldKind.Choice, Automatic, Fixed),
        state.Facts.Interfaces.Count > 0 ? new FormField("Interface", FieldKind.Choice, state.Facts.Interfaces) : new FormField("Interface", FieldKind.Text),
        new("Address/prefix", FieldKind.Text),
        new("Gateway", FieldKind.Text),
        new("Name servers", FieldKind.Text),
    ];

    protected override IReadOnlyList<FieldText> Load(WizardState state)
    {
        FixedAddress? address = state.Draft.Address;
        return
        [
            FieldText.Of(address is null ? Automatic : Fixed),
            FieldText.Of(address?.Interface ?? (state.Facts.Interfaces.Count > 0 ? state.Facts.Interfaces[0] : "")),
            FieldText.Of(address?.Address),
            FieldText.Of(address?.Gateway),
            FieldText.Of(address is null ? null : string.Join(' ', address.NameServers)),
        ];
    }

    protected override IEnumerable<int> Shown(WizardState state) => IsFixed(state) ? [ModeField, InterfaceField, AddressField, GatewayField, ServersField] : [ModeField];

    protected override IReadOnlyList<string> Explanation(WizardState state) =>
        ["How does the machine get its address on the wired network? The network is not needed to install."];

    protected override string? Mistake(WizardState state, int field)
    {
        string text = Value(state, field);
        return field switch
        {
            InterfaceField when text.Length is 0 or > 15 || text.Any(c => char.IsWhiteSpace(c) || c == '/') => "Type the name of an interface, such as enp1s0.",
            AddressField when text.Length == 0 => "Type an address with its prefix, such as 192.0.2.7/24.",
            AddressField when !IsNetworkAddress(text) => $"'{text}' is no address with a prefix; 192.0.2.7/24 is one.",
            GatewayField when text.Length > 0 && !IsAddress(text) => $"'{text}' is no address; 192.0.2.1 is one.",
            ServersField when Words(text).FirstOrDefault(word => !IsAddress(word)) is { } wrong => $"'{wrong}' is no address; 192.0.2.53 is one.",
            _ => null,
        };
    }

    protected override WizardState Accept(WizardState state) => state with
    {
        Draft = state.Draft with
        {
            Address = IsFixed(state)
                ? new FixedAddress(Value(state, InterfaceField), Value(state, AddressField), Value(state, GatewayField), Words(Value(state, ServersField)))
                : null,
        },
    };

    protected override string? Remark(WizardState state) => IsFixed(state) ? "Gateway and name servers may stay empty; several servers are divided by blanks." : null;

    private bool IsFixed(WizardState state) => Value(state, ModeField) == Fixed;

    private static string[] Words(string text) => text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);

    private static bool IsNetworkAddress(string text) => text.Split('/') is [string address, string prefix]
        && IsAddress(address)
        && int.TryParse(prefix, System.Globalization.NumberStyles.None, null, out int bits)
        && bits <= (address.Contains(':') ? 128 : 32) && bits > 0;

    // .NET takes '7' for an address too.
    private static bool IsAddress(string text) => IPAddress.TryParse(text, out _) && (text.Contains(':') || text.Count(c => c == '.') == 3);
}
