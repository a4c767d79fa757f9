using System.Net;
using System.Text;
using Clu.Install.Answers.Values;
using Clu.Install.Choices;
using Clu.Systems.Toml;

namespace Clu.Install.Answers;

/// <summary>Reads <c>[[network]]</c> and <c>[[wifi]]</c>.</summary>
internal static class NetworkReader
{
    public static IReadOnlyList<NetworkInterfaceChoice> ReadInterfaces(IReadOnlyList<TomlTable> tables)
    {
        List<NetworkInterfaceChoice> interfaces = [];
        foreach (TomlTable table in tables)
        {
            NetworkInterfaceChoice choice = ReadInterface(table);
            if (choice.Name is { } name && interfaces.Any(other => other.Name == name))
                throw table.Twice("interface", "interface", name);
            if (choice.Mac is { } mac && interfaces.Any(other => other.Mac == mac))
                throw table.Twice("mac", "address", mac);
            interfaces.Add(choice);
        }

        return interfaces;
    }

    public static IReadOnlyList<WifiChoice> ReadWifi(IReadOnlyList<TomlTable> tables)
    {
        List<WifiChoice> networks = [];
        foreach (TomlTable table in tables)
        {
            table.AllowOnly(AnswerKeys.Wifi);
            string ssid = table.RequiredText("ssid");
            if (Encoding.UTF8.GetByteCount(ssid) is 0 or > 32 || ssid.Any(char.IsControl))
                throw table.Bad("ssid", $"'{string.Concat(ssid.Where(c => !char.IsControl(c)))}'", "1 to 32 bytes of text");
            if (networks.Any(other => other.Ssid == ssid))
                throw table.Twice("ssid", "wireless network", ssid);
            string? passphrase = table.Text("passphrase");
            if (passphrase is not null && !IsWpaPassphrase(passphrase))
                throw table.Bad("passphrase", "what it is", "8 to 63 printable ASCII characters, or 64 hexadecimal digits");
            networks.Add(new WifiChoice(ssid, passphrase, table.Flag("hidden") ?? false));
        }

        return networks;
    }

    private static NetworkInterfaceChoice ReadInterface(TomlTable table)
    {
        table.AllowOnly(AnswerKeys.Network);
        InterfaceName? name = table.Read<InterfaceName>("interface", InterfaceName.TryParse, InterfaceName.Expected);
        HardwareAddress? mac = table.Read<HardwareAddress>("mac", HardwareAddress.TryParse, HardwareAddress.Expected);
        if (name is null && mac is null)
            throw table.Missing("interface");
        if (name is not null && mac is not null)
            throw table.Bad("mac", "there as well", "either interface or mac");
        IReadOnlyList<IPNetworkAddress> addresses =
            table.ReadList<IPNetworkAddress>("addresses", IPNetworkAddress.TryParse, IPNetworkAddress.Expected)?.Distinct().ToList() ?? [];
        IReadOnlyList<IPAddress> gateways = ReadAddresses(table, "gateways");
        foreach (IPAddress gateway in gateways)
        {
            if (addresses.All(address => address.Address.AddressFamily != gateway.AddressFamily))
                throw table.Bad("gateways", $"'{gateway}'", "gateways of the family of one of the addresses; with DHCP there are none to give");
            if (gateways.Count(other => other.AddressFamily == gateway.AddressFamily) > 1)
                throw table.Bad("gateways", $"'{gateway}'", "one gateway for each of IPv4 and IPv6");
        }

        return new NetworkInterfaceChoice(
            name?.Text, mac?.Text, [.. addresses.Select(address => address.ToString())], [.. gateways.Select(gateway => gateway.ToString())],
            [.. ReadAddresses(table, "name-servers").Select(server => server.ToString())],
            table.ReadList<DomainName>("search", DomainName.TryParse, DomainName.Expected)?.Select(domain => domain.Text).Distinct().ToList() ?? []);
    }

    private static List<IPAddress> ReadAddresses(TomlTable table, string key) => table.List(key, (text, at) =>
        IPNetworkAddress.TryParseAlone(text, out IPAddress? address) ? address : throw table.Bad(at, key, $"'{text}'", IPNetworkAddress.ExpectedAlone))
        ?.Distinct().ToList() ?? [];

    private static bool IsWpaPassphrase(string text) =>
        (text.Length is >= 8 and <= 63 && text.All(c => c is >= ' ' and <= '~')) || (text.Length == 64 && text.All(char.IsAsciiHexDigit));
}
