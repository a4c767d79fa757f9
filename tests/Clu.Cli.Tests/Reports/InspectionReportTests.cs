using System.Text.Json;
using Clu.Cli.Reports;
using Clu.Compression;
using Clu.Media.Hosts;
using Clu.Media.Inspection;
using Clu.Nix.Hashing;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Testing;

namespace Clu.Cli.Tests.Reports;

public sealed class InspectionReportTests
{
    private const string Menu = "/EFI/BOOT/grub.cfg";

    private static readonly StoreObjectInfo Bash = Object('a', "bash-5.2.37-1", 7_654_321);
    private static readonly StoreObjectInfo System = Object('s', "nixos-system-clu-0.1.0", 4_096) with { References = [Bash.Path] };

    [Theory]
    [InlineData("sound", false, false)]
    [InlineData("verified", true, false)]
    [InlineData("damaged", false, true)]
    public void The_report_says_what_is_on_the_image(string golden, bool verified, bool damaged)
    {
        using Screen screen = new();

        InspectionReport.Write("my.iso", Report(verified, damaged), all: false, screen.Terminal);

        Assert.All(screen.Output.Lines, line => Assert.True(line.Length <= 80, line));
        Golden.Check($"tests/Clu.Cli.Tests/Golden/inspect-{golden}.golden.txt", screen.Output.Output);
    }

    [Fact]
    public void All_lists_every_object_and_package()
    {
        using Screen screen = new();

        InspectionReport.Write("my.iso", Report(verified: false, damaged: false), all: true, screen.Terminal);

        Assert.Contains(screen.Output.Lines, line => line.EndsWith($"  {System.Path}", StringComparison.Ordinal));
        Assert.Contains("  bash 5.2.37-1", screen.Output.Lines);
    }

    [Fact]
    public void Json_has_the_same()
    {
        using Screen screen = new();

        InspectionJson.Write("my.iso", Report(verified: true, damaged: true), screen.Terminal.Lines);

        JsonElement json = JsonDocument.Parse(screen.Output.Output).RootElement;
        Assert.Equal("result", json.GetProperty("event").GetString());
        Assert.Equal("my.iso", json.GetProperty("file").GetString());
        Assert.Equal(312_345_678, json.GetProperty("fileSize").GetInt64());
        Assert.Equal("bios", json.GetProperty("bootImages")[0].GetProperty("firmware").GetString());
        Assert.Equal("gpt", json.GetProperty("partitions")[0].GetProperty("table").GetString());
        Assert.Equal("/boot/kernel", json.GetProperty("menu")[0].GetProperty("kernel").GetString());
        Assert.Equal(JsonValueKind.Null, json.GetProperty("menu")[1].GetProperty("kernel").ValueKind);
        JsonElement store = json.GetProperty("store");
        Assert.True(store.GetProperty("verified").GetBoolean());
        Assert.Equal($"/nix/store/{Bash.Path}", store.GetProperty("objects")[1].GetProperty("references")[0].GetString());
        Assert.Equal("bash", store.GetProperty("packages")[0].GetProperty("name").GetString());
        JsonElement host = json.GetProperty("hosts")[0];
        Assert.Equal(("desk", "nixos", 4_096), (host.GetProperty("name").GetString(), host.GetProperty("kind").GetString(), host.GetProperty("ownSize").GetInt64()));
        Assert.Equal("error", json.GetProperty("findings")[0].GetProperty("severity").GetString());
    }

    [Fact]
    public async Task A_file_that_is_no_image_is_one_error()
    {
        using TempFolder folder = new();
        await File.WriteAllTextAsync(folder["x.iso"], "no image", TestContext.Current.CancellationToken);
        using Screen screen = new();

        Assert.Equal(3, await screen.RunAsync("inspect", folder["x.iso"], "--verify"));

        Assert.Empty(screen.Output.Output);
        Assert.Contains("CLU0511", screen.Error.Output, StringComparison.Ordinal);
    }

    private static StoreObjectInfo Object(char digit, string name, long size) => new()
    {
        Path = StorePath.Parse($"{new string(digit, 32)}-{name}"),
        NarHash = new Hash(HashAlgorithm.Sha256, new byte[32]),
        NarSize = size,
    };

    private static MediumReport Report(bool verified, bool damaged) => new()
    {
        Label = "clu-installer-0.1",
        VolumeSize = 311_000_000,
        FileSize = 312_345_678,
        Application = "clu",
        Version = "0.1.0",
        BootImages = [new BootImage(BootFirmware.Bios, true, 71_680, 2_048), new BootImage(BootFirmware.Uefi, true, 294_912_000, 0)],
        Partitions = [new MediumPartition(PartitionTable.Gpt, 1, "EFI system", 294_912_000, 2_359_296, "EFI")],
        MenuEntries =
        [
            new MenuEntry(Menu, "clu installer")
            {
                Kernel = "/boot/kernel",
                Initrds = ["/boot/initrd"],
                Parameters = [$"init=/nix/store/{System.Path}/init", "root=LABEL=clu-installer-0.1"],
            },
            new MenuEntry(Menu, "Restart"),
        ],
        Files = [new MediumFile(Menu, 4_000), new MediumFile("/nix-store.squashfs", 250_000_000)],
        Store = new StoreReport
        {
            Path = "/nix-store.squashfs",
            Size = 250_000_000,
            Codec = CodecKind.Zstd,
            BlockSize = 1 << 20,
            Objects = [Bash, System],
            Packages = [new PackageVersion("bash", "5.2.37-1")],
            IsVerified = verified,
        },
        Manifest = new MediumManifest
        {
            Label = "clu-installer-0.1",
            Hosts =
            [
                new MediumHost
                {
                    Name = "desk",
                    Description = "A desk with many tools, far more than can be told in one line of a terminal",
                    Kind = HostKind.NixOS,
                    Toplevel = System.Path,
                    Closure = [Bash.Path, System.Path],
                    ClosureSize = 7_658_417,
                    OwnSize = 4_096,
                },
            ],
            Objects = [Bash, System],
        },
        Findings = damaged
            ? [new Finding(FindingSeverity.Error, "the store has no registration"), new Finding(FindingSeverity.Warning, "something is unusual")]
            : [],
    };
}
