using System.Text.Json;
using Clu.Cli.Reports;
using Clu.Images.Iso9660;
using Clu.Media.Composing;
using Clu.Media.Hosts;
using Clu.Nix.Hashing;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Testing;

namespace Clu.Cli.Tests.Reports;

public sealed class IsoBuildReportTests
{
    private static readonly string[] s_names =
    [
        "linux-image-6.12.48+deb13-amd64-6.12.48-1", "perl-modules-5.40", "libllvm19-19.1.7", "nix-2.26", "git-2.47.3", "systemd-257.8", "bash-5.2",
        "coreutils-9.7", "jq-1.7.1", "a-package-with-a-name-that-is-far-longer-than-a-line-of-a-terminal-1.0", "not-among-the-ten",
    ];

    [Theory]
    [InlineData("written")]
    [InlineData("unchanged")]
    [InlineData("planned")]
    public void The_end_of_a_build_says_what_was_made_and_what_to_do_next(string outcome)
    {
        using Screen screen = new();

        IsoBuildReport.WriteText(Result(outcome), TimeSpan.FromSeconds(83), "/home/me", screen.Terminal);

        Assert.All(screen.Output.Lines, line => Assert.True(line.Length <= 80, line));
        Golden.Check($"tests/Clu.Cli.Tests/Golden/build-iso-{outcome}.golden.txt", screen.Output.Output);
    }

    [Fact]
    public void Json_has_the_same()
    {
        using Screen screen = new();

        IsoBuildReport.WriteJson(Result("written"), screen.Terminal.Lines);

        JsonElement json = JsonDocument.Parse(screen.Output.Output).RootElement;
        Assert.Equal("result", json.GetProperty("event").GetString());
        Assert.Equal("written", json.GetProperty("outcome").GetString());
        Assert.Equal("/home/me/result/iso/clu test.iso", json.GetProperty("file").GetString());
        Assert.Equal(431_931_392, json.GetProperty("size").GetInt64());
        Assert.Equal(64, json.GetProperty("sha256").GetString()!.Length);
        Assert.Equal("clu-installer-0.1", json.GetProperty("label").GetString());
        Assert.Equal("/nix/store/00000000000000000000000000000000-nixos-system-clu", json.GetProperty("toplevel").GetString());
        Assert.Equal(312, json.GetProperty("packages").GetInt32());
        Assert.Equal(11, json.GetProperty("objects").GetInt32());
        Assert.Equal(10, json.GetProperty("largest").GetArrayLength());
        Assert.Equal(104_857_600, json.GetProperty("largest")[0].GetProperty("narSize").GetInt64());
        Assert.Equal(2, json.GetProperty("hosts").GetArrayLength());
        JsonElement desk = json.GetProperty("hosts")[0];
        Assert.Equal(("desk", "reference", "A desk with tools"), (desk.GetProperty("name").GetString(), desk.GetProperty("kind").GetString(), desk.GetProperty("description").GetString()));
        Assert.Equal("/nix/store/00000000000000000000000000000000-nixos-system-desk", desk.GetProperty("toplevel").GetString());
        Assert.Equal((1, 524_288_000, 12_582_912), (desk.GetProperty("objects").GetInt32(), desk.GetProperty("closureSize").GetInt64(), desk.GetProperty("ownSize").GetInt64()));
        Assert.Equal((JsonValueKind.Null, "uefi-ext4"), (desk.GetProperty("hostName").ValueKind, desk.GetProperty("layout").GetString()));
    }

    private static MediumHost Host(string name, string description, long size, long own) => new()
    {
        Name = name,
        Description = description,
        Kind = HostKind.Reference,
        Toplevel = StorePath.Create(new byte[StorePath.HashPartSize], $"nixos-system-{name}"),
        Closure = [StorePath.Create(new byte[StorePath.HashPartSize], $"nixos-system-{name}")],
        ClosureSize = size,
        OwnSize = own,
        Defaults = new HostDefaults { Layout = "uefi-ext4" },
    };

    private static IsoBuildResult Result(string outcome) => new()
    {
        File = "/home/me/result/iso/clu test.iso",
        Outcome = Enum.Parse<IsoBuildOutcome>(outcome, ignoreCase: true),
        Size = outcome == "planned" ? null : 431_931_392,
        Sha256 = outcome == "planned" ? null : new string('a', 64),
        Label = VolumeLabel.Parse("clu-installer-0.1"),
        Toplevel = StorePath.Create(new byte[StorePath.HashPartSize], "nixos-system-clu"),
        Objects = [.. s_names.Select((name, i) => new StoreObjectInfo
        {
            Path = StorePath.Create(new byte[StorePath.HashPartSize], name),
            NarHash = Hash.Parse("sha256:" + new string('a', 64)),
            NarSize = (100L << 20) / (i + 1),
        })],
        PackageCount = 312,
        Hosts = [Host("desk", "A desk with tools", 500L << 20, 12L << 20), Host("a-server-with-quite-a-long-name", "", 430L << 20, 0)],
    };
}
