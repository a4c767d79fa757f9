using System.Globalization;
using System.Text;
using Clu.Install.Choices;
using Clu.Install.Personalising;
using Clu.Media.Hosts;
using CsCheck;

namespace Clu.Install.Tests.Personalising;

public sealed class NetworkFilesTests
{
    private const string Folder = "/etc/NetworkManager/system-connections";

    [Fact]
    public void A_wired_interface_has_its_addresses()
    {
        using WrittenTarget target = Write(SampleSystem.Machine);
        Assert.Equal(
            """
            [connection]
            id=enp1s0
            uuid=UUID
            type=ethernet
            interface-name=enp1s0

            [ethernet]

            [ipv4]
            method=manual
            address1=192.0.2.7/24
            gateway=192.0.2.1
            dns=192.0.2.53;
            dns-search=example.org;

            [ipv6]
            method=manual
            address1=2001:db8::7/64
            dns-search=example.org;

            """,
            System.Text.RegularExpressions.Regex.Replace(target.Text($"{Folder}/enp1s0.nmconnection"), "uuid=[0-9a-f-]{36}", "uuid=UUID"));
    }

    [Fact]
    public void Name_servers_alone_replace_those_of_DHCP()
    {
        using WrittenTarget target = Write(SampleSystem.Machine with { Interfaces = [new NetworkInterfaceChoice(null, "52:54:00:12:34:56", [], [], ["2001:db8::53"], [])] });
        using GLibKeyfile file = new(target.Text($"{Folder}/mac-52-54-00-12-34-56.nmconnection"));
        Assert.Equal("52:54:00:12:34:56", file.Get("ethernet", "mac-address"));
        Assert.Equal(("auto", "true", null), (file.Get("ipv4", "method"), file.Get("ipv4", "ignore-auto-dns"), file.Get("ipv4", "dns")));
        Assert.Equal("2001:db8::53;", file.Get("ipv6", "dns"));
    }

    [Fact]
    public void A_wireless_network_has_its_passphrase_as_it_was_answered()
    {
        using WrittenTarget target = Write(SampleSystem.Machine);
        using GLibKeyfile home = new(target.Text($"{Folder}/wifi-home.nmconnection"));
        Assert.Equal(("home", "correct\\horse ", "true"), (home.Get("wifi", "ssid"), home.Get("wifi-security", "psk"), home.Get("wifi", "hidden")));
        using GLibKeyfile open = new(target.Text($"{Folder}/wifi-12_34-2.nmconnection"));
        Assert.Equal("49;50;59;51;52;", open.Get("wifi", "ssid"));
        Assert.Null(open.Get("wifi-security", "psk"));
    }

    [Fact]
    public void GLib_reads_every_passphrase_and_every_name_as_it_is() =>
        Gen.Select(Gen.Char[' ', '~'].Array[8, 63], Gen.Char["aZ09 _.-;\\=#[\"'äß€"].Array[1, 10]).Sample(
            (passphrase, ssid) =>
            {
                string secret = new(passphrase);
                string name = new(ssid);
                using WrittenTarget target = Write(SampleSystem.Machine with { Interfaces = [], Wifi = [new WifiChoice(name, secret, false)] });
                using GLibKeyfile file = new(Encoding.UTF8.GetString(target.Files.Single(written => written.Path.StartsWith(Folder, StringComparison.Ordinal)).Content.Span));
                Assert.Equal(secret, file.Get("wifi-security", "psk"));
                Assert.Equal(name, file.Get("connection", "id"));
                string read = file.Get("wifi", "ssid")!;
                Assert.Equal(name, read.EndsWith(';') ? Encoding.UTF8.GetString([.. read.Split(';')[..^1].Select(part => byte.Parse(part, CultureInfo.InvariantCulture))]) : read);
            },
            iter: 200);

    [Fact]
    public void Names_that_look_the_same_do_not_share_a_file()
    {
        using WrittenTarget target = Write(SampleSystem.Machine with { Interfaces = [], Wifi = [new WifiChoice("a b", null, false), new WifiChoice("a/b", null, false), new WifiChoice("a_b", null, false)] });
        string[] paths = [.. target.Files.Select(file => file.Path).Where(path => path.StartsWith(Folder, StringComparison.Ordinal))];
        Assert.Equal(3, paths.Distinct().Count());
        Assert.All(paths, path => Assert.Equal(Folder, Path.GetDirectoryName(path)));
    }

    private static WrittenTarget Write(MachineChoices machine) =>
        new(PersonalFiles.Plan(SampleSystem.Choices(HostKind.Reference, machine), SampleSystem.Disks, SampleSystem.Reference));
}
