using Clu.Compression;
using Clu.Images.SquashFs;
using Clu.Media.Descriptions;
using Clu.Nix.Flakes;
using Clu.Nix.StorePaths;
using Clu.Systems.Profiles;
using Clu.Systems.Rebuilds;

namespace Clu.Media.Tests.Descriptions;

/// <summary>Descriptions with everything and with as little as there may be.</summary>
internal static class SampleDescription
{
    public static MediumDescription Least { get; } = new()
    {
        Toplevel = Path('a', "nixos-system-nixos-25.11"),
        VolumeId = "nixos-25.11-x86_64",
        Name = "NixOS",
        Label = "25.11",
        Grub = new DescribedGrub(File('g', "grub-2.12"), null, null, null, File('g', "grub-2.12", "/share/grub/unicode.pf2")),
    };

    public static MediumDescription Whole { get; } = Least with
    {
        Edition = "minimal",
        PrependToMenuLabel = "Our ",
        AppendToMenuLabel = " Größe <1> & \"2\"",
        ConfigurationName = "small",
        ShowConfiguration = false,
        Compression = new CompressionSettings(CodecKind.Xz, 6, new BlockSize(131072)),
        Timeout = null,
        ForceTextMode = true,
        MakeBiosBootable = false,
        MakeUsbBootable = false,
        Grub = new DescribedGrub(
            File('g', "grub-2.12"),
            File('g', "grub-2.12", "/lib/grub/i386-pc"),
            File('h', "grub-2.12", "/lib/grub/x86_64-efi"),
            File('i', "grub-2.12", "/lib/grub/i386-efi"),
            File('g', "grub-2.12", "/share/grub/unicode.pf2")),
        SplashImage = File('s', "splash.png"),
        EfiSplashImage = File('v', "splash-efi.png"),
        MemoryTest = new DescribedMemoryTest(File('m', "memtest86+", "/memtest.bin"), File('m', "memtest86+", "/memtest.efi")),
        Contents = [new DescribedContent(File('c', "manual"), "/docs/manual")],
        StoreContents = [File('d', "more")],
        Hosts =
        [
            new DescribedHost
            {
                Name = HostName.Parse("laptop"),
                Toplevel = Path('l', "nixos-system-laptop-25.11"),
                Description = "The one with a battery",
                HostName = HostName.Parse("laptop-1"),
                Layout = "btrfs",
                Rebuild = new DescribedRebuild(File('k', "rebuild-kit")) { Allow = [SystemChange.HostName, SystemChange.Package], Budget = 600_000_000 },
            },
            new DescribedHost { Name = HostName.Parse("server"), Toplevel = Path('n', "nixos-system-server-25.11"), Rebuild = new DescribedRebuild(null) },
            new DescribedHost { Name = HostName.Parse("third"), Toplevel = Path('n', "nixos-system-server-25.11") },
        ],
        Inputs =
        [
            new DescribedInput("nixpkgs", File('p', "source"), FlakeReference.Of(new Dictionary<string, object>
            {
                ["type"] = "github",
                ["owner"] = "NixOS",
                ["repo"] = "nixpkgs",
                ["lastModified"] = 1700000000L,
                ["shallow"] = true,
            })),
        ],
        Registry = File('r', "registry.json"),
        NixConf = ["experimental-features = nix-command flakes", "flake-registry = /etc/nix/registry.json"],
    };

    public static StorePath Path(char digit, string name) => StorePath.Parse($"{new string(digit, 32)}-{name}");

    public static StoreFile File(char digit, string name, string inside = "") =>
        StoreFile.TryParse($"/nix/store/{new string(digit, 32)}-{name}{inside}", out StoreFile? file) ? file : throw new ArgumentException($"'{inside}' is no path", nameof(inside));
}
