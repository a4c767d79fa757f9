using System.Text;
using Clu.Binary;
using Clu.Install.Choices;
using Clu.Install.Loaders;
using Clu.Install.Personalising;
using Clu.Install.Plans;
using Clu.Media.Hosts;
using Clu.Nix.BootSpecs;
using Clu.Testing;

namespace Clu.Install.Tests.Loaders;

public sealed class LoaderPlannerTests
{
    [Fact]
    public void Systemd_boot_has_nixpkgs_names() => Check("systemd-boot", LoaderSamples.Request);

    [Fact]
    public void Every_specialisation_has_an_entry() =>
        Check("systemd-boot-specialisations", LoaderSamples.Request with { BootSpec = LoaderSamples.WithSpecialisations, NvramEntry = false });

    [Fact]
    public void A_mirrored_disk_starts_without_the_other() =>
        Check("systemd-boot-mirrored", LoaderSamples.Request with { Disks = LoaderSamples.Mirrored });

    [Fact]
    public void Grub_for_UEFI_is_there_by_both_paths() => Check("grub-uefi", LoaderSamples.Request with
    {
        Kind = LoaderKind.Grub,
        BootSpec = LoaderSamples.WithSpecialisations,
    });

    [Fact]
    public void Grub_for_BIOS_reads_its_files_out_of_a_subvolume() => Check("grub-bios-btrfs", LoaderSamples.Request with
    {
        Kind = LoaderKind.Grub,
        Firmware = TargetFirmware.Bios,
        Disks = LoaderSamples.BiosBtrfs,
    });

    [Fact]
    public void Each_disk_of_a_mirror_gets_boot_code_for_the_folder_on_it() => Check("grub-bios-mirrored", LoaderSamples.Request with
    {
        Kind = LoaderKind.Grub,
        Firmware = TargetFirmware.Bios,
        Disks = LoaderSamples.Mirrored,
    });

    [Fact]
    public void NixOS_installs_its_own_loader() => Check("nixos", LoaderSamples.Request with { Host = LoaderSamples.Host(HostKind.NixOS) });

    [Fact]
    public void A_NixOS_system_that_leaves_its_loader_to_clu_gets_clus_and_its_menu_from_its_own_switch() =>
        Check("nixos-left-to-clu", LoaderSamples.Request with { Host = LoaderSamples.Host(HostKind.NixOS), IsLeftToClu = true });

    [Theory]
    [InlineData("version 1\ndisks\nboot-loader\n", true)]
    [InlineData("version 1\ndisks\n", false)]
    [InlineData("version 2\nboot-loader\n", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_system_says_whether_it_leaves_its_loader_to_clu(string? marker, bool leaves) => Assert.Equal(leaves, LateBinding.LeavesBootLoader(new Marked(marker)));

    [Fact]
    public void GRUB_accepts_its_menu()
    {
        BootSpec odd = LoaderSamples.WithSpecialisations with
        {
            Label = "it's {odd} $1; \"quoted\" #",
            KernelParameters = ["dyndbg=\"file a.c +p; $x\"", "a=b;c", "x=$HOME", "p={1}", "q=1&2|3", "*", "back\\slash", "it's"],
        };
        InstallStep step = LoaderPlanner.Plan(LoaderSamples.Request with { Kind = LoaderKind.Grub, BootSpec = odd });
        string menu = Written(step, "/boot/grub/grub.cfg");

        Tool.RunWith("grub-script-check", [], Encoding.UTF8.GetBytes(menu)).Succeeded();
        Assert.Contains("dyndbg=\"file a.c +p; \\$x\" a=b\\;c", menu, StringComparison.Ordinal);
    }

    [Fact]
    public void A_command_line_that_the_kernel_would_cut_off_is_refused()
    {
        LoaderRequest Words(int length) => LoaderSamples.Request with { BootSpec = LoaderSamples.Spec with { KernelParameters = [new string('x', length)] } };
        int others = "init=/nix/store/00000000000000000000000000000001-nixos-system-clu-0.1/init".Length + 1 + 1
            + string.Join(' ', LoaderSamples.Uefi.KernelParameters).Length;

        LoaderPlanner.Plan(Words(2047 - others));
        CluException error = Assert.Throws<CluException>(() => LoaderPlanner.Plan(Words(2048 - others)));

        Assert.Equal("CLU0661", error.Code);
        Assert.Contains("has 2048 bytes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_loader_that_cannot_start_the_machine_is_not_planned()
    {
        void Refused(LoaderRequest request, string reason)
        {
            CluException error = Assert.Throws<CluException>(() => LoaderPlanner.Plan(request));
            Assert.Equal(("CLU0669", reason), (error.Code, error.Message));
        }

        LoaderRequest bios = LoaderSamples.Request with { Firmware = TargetFirmware.Bios };
        Refused(bios, "systemd-boot cannot start this machine: it needs UEFI");
        Refused(bios with { Kind = LoaderKind.Grub }, "GRUB cannot start this machine: the layout has no BIOS boot partition");
        Refused(
            LoaderSamples.Request with { Disks = LoaderSamples.BiosBtrfs },
            "systemd-boot cannot start this machine: the layout has no EFI system partition");
    }

    [Fact]
    public void A_word_cannot_begin_another_line_of_an_entry() => Assert.Equal("CLU0661", Assert.Throws<CluException>(
        () => LoaderPlanner.Plan(LoaderSamples.Request with { BootSpec = LoaderSamples.Spec with { KernelParameters = ["quiet\nlinux /evil"] } })).Code);

    [Theory]
    [InlineData("/nix/store/00000000000000000000000000000002-what?/bzImage", "FAT has no '?' in names")]
    [InlineData("/boot/vmlinuz", "it is in no store")]
    [InlineData("/nix/store/00000000000000000000000000000002-linux/a:b", "FAT has no ':' in names")]
    public void A_kernel_that_FAT_cannot_name_is_refused(string kernel, string reason)
    {
        CluException error = Assert.Throws<CluException>(
            () => LoaderPlanner.Plan(LoaderSamples.Request with { BootSpec = LoaderSamples.Spec with { Kernel = kernel } }));

        Assert.Equal("CLU0660", error.Code);
        Assert.EndsWith(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_specialisation_whose_name_is_too_long_for_a_file_is_refused() => Assert.Equal("CLU0660", Assert.Throws<CluException>(
        () => LoaderPlanner.Plan(LoaderSamples.Request with
        {
            BootSpec = LoaderSamples.Spec with { Specialisations = new Dictionary<string, BootSpec> { [new string('s', 240)] = LoaderSamples.Spec } },
        })).Code);

    [Fact]
    public void A_kernel_that_is_a_store_object_itself_has_its_name_alone() => Assert.Contains(
        "/EFI/nixos/00000000000000000000000000000002-bzImage.efi\n",
        Written(
            LoaderPlanner.Plan(LoaderSamples.Request with { BootSpec = LoaderSamples.Spec with { Kernel = "/nix/store/00000000000000000000000000000002-bzImage" } }),
            "/boot/loader/entries/nixos-generation-1.conf"),
        StringComparison.Ordinal);

    private static void Check(string name, LoaderRequest request) =>
        Golden.Check($"tests/Clu.Install.Tests/Loaders/Golden/{name}.golden.txt", PlanText.Of(LoaderPlanner.Plan(request)));

    private static string Written(InstallStep step, string path) => Encoding.UTF8.GetString(
        step.Actions.OfType<InstallAction.WriteFile>().First(write => write.File.Path == path).File.Content.Span);

    private sealed class Marked(string? marker) : ITargetFiles
    {
        public string? ReadText(string path) => path == "etc/clu/late-binding" ? marker : null;

        public bool Has(string path) => ReadText(path) is not null;

        public IReadOnlyList<string> List(string path) => [];
    }
}
