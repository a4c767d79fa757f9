using Clu.Images.Trees;
using Clu.Media.Inspection;
using Clu.Nix.Archives;
using Clu.Nix.Hashing;
using Clu.Nix.Registrations;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores.Trees;
using Clu.Testing;

namespace Clu.Conformance.Tests.Media;

/// <summary>Looks into an ISO as nixpkgs makes it: mksquashfs, isolinux and an EFI image, xorriso.</summary>
public sealed class ForeignMediumTests
{
    private static readonly StorePath Hello = StorePath.Parse($"{new string('b', 32)}-hello-2.12.1");
    private static readonly StorePath System = StorePath.Parse($"{new string('s', 32)}-nixos-system-nixos-24.11");

    [Theory]
    [InlineData("zstd", true)]
    [InlineData("xz", true)]
    [InlineData("gzip", false)]
    public void An_iso_that_clu_did_not_make_is_described_and_verified(string codec, bool hybrid)
    {
        using TempFolder folder = new();
        string iso = Make(folder, codec, hybrid);

        MediumReport report = MediumInspector.InspectFile(
            iso, new InspectionOptions { Verify = true, Workers = 2 }, null, TestContext.Current.CancellationToken);

        Assert.Empty(report.Findings);
        Assert.Equal("nixos-minimal-24.11", report.Label);
        Assert.Equal([BootFirmware.Bios, BootFirmware.Uefi], report.BootImages.Select(image => image.Firmware));
        Assert.Equal(hybrid, report.Partitions.Count > 0);
        Assert.Equal(["NixOS by GRUB", "NixOS by isolinux"], report.MenuEntries.Select(entry => entry.Title));
        Assert.Equal([Hello, System], report.Store!.Objects.Select(info => info.Path));
        Assert.Contains(new PackageVersion("hello", "2.12.1"), report.Store.Packages);
    }

    [Fact]
    public void One_changed_byte_of_its_store_is_found()
    {
        using TempFolder folder = new();
        string iso = Make(folder, "zstd", hybrid: true);
        byte[] image = File.ReadAllBytes(iso);
        int store = image.AsSpan().IndexOf("hsqs"u8);
        image[store + 96 + 8 + 20] ^= 1;
        File.WriteAllBytes(iso, image);

        MediumReport report = MediumInspector.InspectFile(iso, new InspectionOptions { Verify = true }, null, TestContext.Current.CancellationToken);

        Assert.True(report.IsDamaged);
    }

    private static string Make(TempFolder folder, string codec, bool hybrid)
    {
        string store = Directory.CreateDirectory(folder["store"]).FullName;
        Write(store, $"{Hello}/bin/hello", string.Concat(Enumerable.Range(0, 20_000).Select(i => $"{i} hello ")));
        File.SetUnixFileMode(Path.Combine(store, Hello.BaseName, "bin/hello"), (UnixFileMode)Convert.ToInt32("555", 8));
        Write(store, $"{System}/kernel-params", "quiet");
        File.CreateSymbolicLink(Path.Combine(store, System.BaseName, "init"), $"/nix/store/{Hello}/bin/hello");
        using (FileStream registration = File.Create(folder["nix-path-registration"]))
            RegistrationText.Write([Info(store, Hello), Info(store, System, Hello)], registration);
        string medium = Directory.CreateDirectory(folder["medium"]).FullName;
        Tool.Run(
            "mksquashfs", folder["nix-path-registration"], Path.Combine(store, Hello.BaseName), Path.Combine(store, System.BaseName),
            Path.Combine(medium, "nix-store.squashfs"), "-no-hardlinks", "-keep-as-directory", "-all-root", "-b", "1048576", "-comp", codec, "-no-progress").Succeeded();
        string parameters = $"init=/nix/store/{System}/init root=LABEL=nixos-minimal-24.11";
        Write(medium, "boot/bzImage", "the kernel");
        Write(medium, "boot/initrd", "the ramdisk");
        Write(medium, "EFI/BOOT/grub.cfg", $"menuentry 'NixOS by GRUB' {{\n  linux /boot/bzImage ${{isoboot}} {parameters}\n  initrd /boot/initrd\n}}\n");
        Write(medium, "isolinux/isolinux.cfg", $"LABEL a\nMENU LABEL NixOS by isolinux\nLINUX /boot/bzImage\nAPPEND {parameters}\nINITRD /boot/initrd\n");
        File.WriteAllBytes(Path.Combine(medium, "isolinux/isolinux.bin"), new byte[24_576]);
        File.WriteAllBytes(Path.Combine(medium, "boot/efi.img"), new byte[1 << 20]);
        string[] gpt = hybrid ? ["-append_partition", "2", "0xef", Path.Combine(medium, "boot/efi.img"), "-appended_part_as_gpt"] : [];
        Tool.Run(
            "xorriso",
            [
                "-as", "mkisofs", "-iso-level", "3", "-volid", "nixos-minimal-24.11", "-full-iso9660-filenames", "-joliet", "-rational-rock",
                "-eltorito-boot", "isolinux/isolinux.bin", "-no-emul-boot", "-boot-load-size", "4", "-boot-info-table", "-eltorito-catalog", ".boot.cat",
                "-eltorito-alt-boot", "-e", "boot/efi.img", "-no-emul-boot", .. gpt, "-output", folder["foreign.iso"], medium,
            ]).Succeeded();
        return folder["foreign.iso"];
    }

    private static void Write(string folder, string path, string text)
    {
        string file = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    private static StoreObjectInfo Info(string store, StorePath path, params StorePath[] references)
    {
        ImageNode tree = ObjectTree.Read(Path.Combine(store, path.BaseName));
        using HashSink sink = new(HashAlgorithm.Sha256);
        using (NarWriter nar = new(sink))
            TreeNar.Write(tree, nar);
        return new StoreObjectInfo { Path = path, NarSize = sink.Count, NarHash = sink.Finish(), References = references };
    }
}
