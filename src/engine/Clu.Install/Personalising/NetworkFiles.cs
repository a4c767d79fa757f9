using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Clu.Install.Choices;
using Clu.Install.Plans;

namespace Clu.Install.Personalising;

/// <summary>Connections of NetworkManager: a file for each interface with settings of its own, and for each wireless network.</summary>
internal static partial class NetworkFiles
{
    private const string Folder = "/etc/NetworkManager/system-connections";

    public static void Add(PersonalActions actions, MachineChoices machine, IReadOnlyList<string> liveConnections)
    {
        List<(string Name, Keyfile File)> files =
        [
            .. machine.Interfaces.Select(choice => (NameOf(choice), Wired(choice, machine.MachineId))),
            .. machine.Wifi.Select((choice, index) => (NameOf(choice, index), Wireless(choice, machine.MachineId))),
        ];
        if (files.Count > 0 || machine.KeepWifi)
            actions.Folder(Folder, PersonalActions.PrivateFolder);
        if (machine.KeepWifi)
        {
            // What is answered comes after what is kept, and so in place of it.
            foreach (string live in liveConnections)
                actions.Add(new InstallAction.CopyLive(live, $"{Folder}/{Path.GetFileName(live)}", PersonalActions.PrivateFile));
        }

        foreach ((string name, Keyfile file) in files)
            actions.Secret($"{Folder}/{name}.nmconnection", file.ToString());
    }

    /// <summary>Name of an interface's connection.</summary>
    public static string NameOf(NetworkInterfaceChoice choice) => choice.Name ?? $"mac-{choice.Mac!.Replace(':', '-')}";

    /// <summary>The connection of an interface.</summary>
    public static Keyfile Wired(NetworkInterfaceChoice choice, string machineId)
    {
        string name = NameOf(choice);
        Keyfile file = new Keyfile().Group("connection").Set("id", name).Set("uuid", Uuid(machineId, name)).Set("type", "ethernet");
        if (choice.Name is { } interfaceName)
            file.Set("interface-name", interfaceName);
        file.Group("ethernet");
        if (choice.Mac is { } mac)
            file.Set("mac-address", mac);
        AddFamily(file.Group("ipv4"), choice, isSix: false);
        AddFamily(file.Group("ipv6"), choice, isSix: true);
        return file;
    }

    private static void AddFamily(Keyfile file, NetworkInterfaceChoice choice, bool isSix)
    {
        List<string> addresses = OfFamily(choice.Addresses, isSix);
        List<string> servers = OfFamily(choice.NameServers, isSix);
        file.Set("method", addresses.Count > 0 ? "manual" : "auto");
        for (int i = 0; i < addresses.Count; i++)
            file.Set(string.Create(CultureInfo.InvariantCulture, $"address{i + 1}"), addresses[i]);
        if (OfFamily(choice.Gateways, isSix) is [{ } gateway, ..])
            file.Set("gateway", gateway);
        if (servers.Count > 0)
            file.Set("dns", string.Concat(servers.Select(server => server + ";")));
        if (choice.NameServers.Count > 0 && addresses.Count == 0)
            file.Set("ignore-auto-dns", "true");
        if (choice.SearchDomains.Count > 0)
            file.Set("dns-search", string.Concat(choice.SearchDomains.Select(domain => domain + ";")));
    }

    /// <summary>The connection of a wireless network.</summary>
    public static Keyfile Wireless(WifiChoice choice, string machineId)
    {
        Keyfile file = new Keyfile().Group("connection").Set("id", choice.Ssid).Set("uuid", Uuid(machineId, $"wifi {choice.Ssid}")).Set("type", "wifi")
            .Group("wifi").Set("mode", "infrastructure").Set("ssid", SsidText(choice.Ssid));
        if (choice.Hidden)
            file.Set("hidden", "true");
        if (choice.Passphrase is { } passphrase)
            file.Group("wifi-security").Set("key-mgmt", "wpa-psk").Set("psk", passphrase);
        return file.Group("ipv4").Set("method", "auto").Group("ipv6").Set("method", "auto");
    }

    /// <summary>Plain names as they are; of any other the bytes, since a number or a semicolon would be read as a list of bytes.</summary>
    private static string SsidText(string ssid) => PlainSsid().IsMatch(ssid)
        ? ssid
        : string.Concat(Encoding.UTF8.GetBytes(ssid).Select(value => string.Create(CultureInfo.InvariantCulture, $"{value};")));

    /// <summary>Name of a wireless network's connection.</summary>
    public static string NameOf(WifiChoice choice, int index)
    {
        string plain = string.Concat(choice.Ssid.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
        return plain == choice.Ssid ? $"wifi-{plain}" : string.Create(CultureInfo.InvariantCulture, $"wifi-{plain}-{index + 1}");
    }

    private static List<string> OfFamily(IReadOnlyList<string> addresses, bool isSix) =>
        [.. addresses.Where(address => address.Contains(':', StringComparison.Ordinal) == isSix)];

    /// <summary>The same for the same machine and name, so that a step done again writes the same file (RFC 9562 5.8).</summary>
    private static string Uuid(string machineId, string name)
    {
        byte[] bytes = SHA256.HashData(Encoding.UTF8.GetBytes($"clu connection {machineId} {name}"))[..16];
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }

    [GeneratedRegex(@"\A[A-Za-z]([A-Za-z0-9_. -]*[A-Za-z0-9_.-])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex PlainSsid();
}
