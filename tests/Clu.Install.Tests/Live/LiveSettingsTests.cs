using Clu.Binary;
using Clu.Images.PersonalAreas;
using Clu.Install.Choices;
using Clu.Install.Live;
using Clu.Install.Tools;
using Clu.Testing;

namespace Clu.Install.Tests.Live;

/// <summary>The live system's files below a folder.</summary>
public sealed class LiveSettingsTests : IDisposable
{
    private const string Ada = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAEIDxYdJCsyOUBHTlVcY2pxeH+GjZSboqmwt77FzNPa ada";
    private const string Bob = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAIJEBceJSwzOkFIT1ZdZGtyeYCHjpWco6qxuL/GzdTb bob";
    private const string Carol = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAMKERgfJi00O0JJUFdeZWxzeoGIj5adpKuyucDHztXc carol";

    private const string Live = $"""
        authorized-keys = ["{Ada}", "{Bob}"]
        [[wifi]]
        ssid = "a;b"
        passphrase = " back\\slash "
        [[wifi]]
        ssid = "open"
        hidden = true
        """;

    private readonly TempFolder _folder = new();

    public LiveSettingsTests()
    {
        Directory.CreateDirectory(_folder["root/etc/ssh/authorized_keys.d"]);
        File.WriteAllText(_folder["root/etc/passwd"], "root:x:0:0::/root:/bin/sh\nlater:x:1001:1001::/home/l:/bin/sh\nnixos:x:1000:1000::/home/n:/bin/sh\nnobody:x:65534:65534::/:/bin/false\n");
    }

    [Fact]
    public async Task Keys_let_in_root_and_the_consoles_user_beside_those_that_are_there()
    {
        File.WriteAllText(_folder["static"], $"{Bob}\n{Carol}\n");
        File.CreateSymbolicLink(_folder["root/etc/ssh/authorized_keys.d/nixos"], _folder["static"]);

        await Apply(new PersonalContent { Live = Live });
        await Apply(new PersonalContent { Live = Live });

        Assert.Equal($"{Bob}\n{Carol}\n{Ada}\n", Read("etc/ssh/authorized_keys.d/nixos"));
        Assert.Equal($"{Ada}\n{Bob}\n", Read("etc/ssh/authorized_keys.d/root"));
        Assert.Equal($"{Bob}\n{Carol}\n", File.ReadAllText(_folder["static"]));
        Assert.Equal("644", Mode("etc/ssh/authorized_keys.d/root"));
        Assert.Equal(["nixos", "root"], Directory.EnumerateFiles(_folder["root/etc/ssh/authorized_keys.d"]).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task Networks_become_files_that_root_alone_reads()
    {
        await Apply(new PersonalContent { Live = Live });

        string secured = Read("etc/NetworkManager/system-connections/wifi-a_b-1.nmconnection");
        Assert.Contains("ssid=97;59;98;\n", secured, StringComparison.Ordinal);
        Assert.Contains("[wifi-security]\nkey-mgmt=wpa-psk\npsk=", secured, StringComparison.Ordinal);
        string open = Read("etc/NetworkManager/system-connections/wifi-open.nmconnection");
        Assert.Contains("hidden=true\n", open, StringComparison.Ordinal);
        Assert.DoesNotContain("wifi-security", open, StringComparison.Ordinal);
        Assert.Equal("600", Mode("etc/NetworkManager/system-connections/wifi-a_b-1.nmconnection"));
    }

    [Fact]
    public async Task Answers_and_files_are_where_the_installer_looks()
    {
        PersonalContent content = new()
        {
            Answers = "hostname = \"ada\"\n",
            Files = new Dictionary<string, ReadOnlyMemory<byte>> { ["/etc/motd"] = "hello"u8.ToArray() },
        };

        IReadOnlyList<string> done = await Apply(content);

        Assert.Equal(content.Answers, Read("run/clu/answers.toml"));
        Assert.Equal("hello", Read("run/clu/files/etc/motd"));
        Assert.Equal(("600", "600"), (Mode("run/clu/answers.toml"), Mode("run/clu/files/etc/motd")));
        Assert.Equal("answers for the installer are in /run/clu/answers.toml", Assert.Single(done));
    }

    [Fact]
    public async Task The_consoles_user_gets_the_password()
    {
        Assert.SkipUnless(Environment.UserName == "root" && Tool.Find("chpasswd") is not null, "needs root and chpasswd");
        File.WriteAllText(_folder["root/etc/shadow"], "root:*:1::::::\nnixos::1::::::\n");

        IReadOnlyList<string> done = await Apply(new PersonalContent { Live = "password-hash = \"$6$salt$hash\"" });

        Assert.Contains("nixos:$6$salt$hash:", Read("etc/shadow"), StringComparison.Ordinal);
        Assert.Equal("nixos has a password", Assert.Single(done));
    }

    [Theory]
    [InlineData("authorized-keys = [\"a\\nb\"]", "CLU0403")]
    [InlineData("password-hash = \"a:b\"", "CLU0403")]
    [InlineData("password-hash = \"a\\nroot:x\"", "CLU0403")]
    [InlineData("[[wifi]]\nssid = \"a\\nb\"", "CLU0403")]
    [InlineData("[[wifi]]\nssid = \"a\"\npassphrase = \"12345678\\nkey=value\"", "CLU0403")]
    [InlineData("[[wifi]]\npassphrase = \"12345678\"", "CLU0404")]
    [InlineData("other = 1", "CLU0402")]
    public async Task Hostile_settings_change_nothing(string live, string code)
    {
        Assert.Equal(code, (await Assert.ThrowsAsync<CluException>(() => Apply(new PersonalContent { Live = live, Answers = "a = 1" }))).Code);
        Assert.All(Directory.EnumerateFiles(_folder["root"], "*", SearchOption.AllDirectories), file => Assert.EndsWith("/passwd", file, StringComparison.Ordinal));
    }

    [Fact]
    public void An_area_that_is_missing_or_empty_has_no_settings()
    {
        File.WriteAllBytes(_folder["empty"], new byte[4096]);
        File.WriteAllBytes(_folder["damaged"], [1, .. new byte[4095]]);
        File.WriteAllBytes(_folder["filled"], PersonalAreaWriter.Write(new PersonalContent { Live = Live }, 4096));

        Assert.Null(LiveSettingsWriter.ReadArea(_folder["nowhere"]));
        Assert.Null(LiveSettingsWriter.ReadArea(_folder["empty"]));
        Assert.Throws<MalformedDataException>(() => LiveSettingsWriter.ReadArea(_folder["damaged"]));
        Assert.Equal([new WifiChoice("a;b", " back\\slash ", false), new WifiChoice("open", null, true)], LiveSettings.Parse(LiveSettingsWriter.ReadArea(_folder["filled"])!.Live).Wifi);
    }

    public void Dispose() => _folder.Dispose();

    private Task<IReadOnlyList<string>> Apply(PersonalContent content) =>
        new LiveSettingsWriter(_folder["root"], new ToolRunner()).ApplyAsync(content, TestContext.Current.CancellationToken);

    private string Read(string name) => File.ReadAllText(_folder[$"root/{name}"]);

    private string Mode(string name) => Convert.ToString((int)File.GetUnixFileMode(_folder[$"root/{name}"]), 8);
}
