using Clu.Binary;
using Clu.Install.Choices;
using Clu.Install.Disks;
using Clu.Install.Layouts;
using Clu.Install.Plans;
using Clu.Install.Tools;

namespace Clu.Install.Tests.Layouts;

/// <summary>What a plan refuses, and what it says beside its commands.</summary>
public sealed class DiskPlannerTests
{
    private static readonly DiskLayout s_ext4 = LayoutCatalog.Find("ext4");

    [Theory]
    [InlineData("/dev/sda", 1, "/dev/sda1")]
    [InlineData("/dev/vdb", 12, "/dev/vdb12")]
    [InlineData("/dev/nvme0n1", 2, "/dev/nvme0n1p2")]
    [InlineData("/dev/mmcblk0", 3, "/dev/mmcblk0p3")]
    [InlineData("/dev/loop7", 1, "/dev/loop7p1")]
    public void Partitions_have_the_nodes_that_the_kernel_gives_them(string disk, int number, string path) => Assert.Equal(path, PartitionPath.Of(disk, number));

    [Fact]
    public void A_disk_that_is_in_use_is_refused() =>
        Fails("CLU0610", "/dev/vda must not be written: mounted at /home", () => Plan(s_ext4, [TestDisks.Virtio() with { Refusal = "mounted at /home" }]));

    [Fact]
    public void A_disk_that_is_too_small_is_refused()
    {
        Fails("CLU0609", "'esp', with what stands before it, needs", () => Plan(s_ext4, [TestDisks.Virtio(size: 256L << 20)]));
        Fails("CLU0609", "the xfs on 'root' needs 314572800", () => Plan(LayoutCatalog.Find("xfs"), [TestDisks.Virtio(size: 800L << 20)]));
        Fails("CLU0609", "its swap needs 2147483648", () => Plan(LayoutCatalog.Find("swapfile"), [TestDisks.Virtio(size: 2L << 30)]));
        Fails("CLU0609", "on the group 'pool'", () => Plan(LayoutCatalog.Find("luks-lvm"), [TestDisks.Virtio(size: 2L << 30)], TestDisks.Passphrase));
    }

    [Fact]
    public void As_many_disks_as_the_layout_needs_have_to_be_given_each_once()
    {
        Fails("CLU0608", "needs 2 disks, and 1 were given", () => Plan(LayoutCatalog.Find("raid1"), [TestDisks.Virtio()]));
        Fails("CLU0608", "needs 2 disks, and 1 were given", () => Plan(LayoutCatalog.Find("raid1"), [TestDisks.Virtio(), TestDisks.Virtio()]));
        Fails("CLU0608", "needs 1 disks, and 2 were given", () => Plan(s_ext4, [TestDisks.Virtio(), TestDisks.Virtio(1)]));
    }

    [Fact]
    public void Encryption_needs_something_that_opens_it()
    {
        DiskLayout luks = LayoutCatalog.Find("luks");

        Fails("CLU0611", "neither a passphrase nor a key file", () => Plan(luks, [TestDisks.Virtio()]));
        Fails("CLU0611", "neither a passphrase nor a key file", () => Plan(luks, [TestDisks.Virtio()], new DiskSecret { Passphrase = Array.Empty<byte>() }));
    }

    [Fact]
    public void A_firmware_that_finds_nothing_to_start_is_refused()
    {
        DiskLayout noEsp = s_ext4 with { Partitions = [.. s_ext4.Partitions.Where(p => p.Name != "esp")], FileSystems = [.. s_ext4.FileSystems.Where(f => f.On != "esp")] };
        DiskLayout noBios = s_ext4 with { Partitions = [.. s_ext4.Partitions.Where(p => p.Name != "bios")] };

        Fails("CLU0607", "cannot start by UEFI: it has no partition of type esp", () => Plan(noEsp, [TestDisks.Virtio()]));
        Fails("CLU0607", "cannot start by BIOS: it has no partition of type bios-boot", () => Plan(noBios, [TestDisks.Virtio()], firmware: TargetFirmware.Bios));
        Assert.Null(Plan(noEsp, [TestDisks.Virtio()], firmware: TargetFirmware.Bios).EspMount);
    }

    [Fact]
    public void Kernels_on_an_encrypted_root_are_refused()
    {
        DiskLayout luks = LayoutCatalog.Find("luks");
        DiskLayout elsewhere = luks with { FileSystems = [.. luks.FileSystems.Select(f => f.On == "esp" ? f with { Mount = "/efi" } : f)] };

        Fails("CLU0607", "/boot, where kernels lie, is encrypted", () => Plan(elsewhere, [TestDisks.Virtio()], TestDisks.Passphrase));
    }

    [Fact]
    public void What_an_old_system_left_is_let_go_of_first_and_wiped()
    {
        BlockDevice disk = TestDisks.Virtio() with
        {
            Contents = [new DiskContent("/dev/vda1", 1 << 20, "LVM2_member", "", null), new DiskContent("/dev/vda2", 1 << 20, "linux_raid_member", "", null)],
            Holders = [new DiskHolder("/dev/mapper/old-root", "lvm"), new DiskHolder("/dev/md127", "raid1")],
        };

        ToolCommand[] commands = Plan(s_ext4, [disk]).Steps[0].Commands();

        Assert.Equal(
            [
                "dmsetup remove --retry /dev/mapper/old-root", "mdadm --stop /dev/md127", "wipefs --all --quiet /dev/vda1", "wipefs --all --quiet /dev/vda2",
                "wipefs --all --quiet /dev/vda",
            ],
            commands.Take(5).Select(ToolText.Of));
        Assert.All(commands.Take(4), command => Assert.Equal([0, 1], command.Accepted));
        Assert.All(commands.Skip(4), command => Assert.Null(command.Accepted));
    }

    [Fact]
    public void A_disk_of_large_sectors_is_divided_in_them()
    {
        ToolCommand sfdisk = Plan(s_ext4, [TestDisks.Nvme() with { SectorSize = 4096 }]).Steps[0].Commands().Single(command => command.Program == "sfdisk");

        Assert.Contains("start=256, size=256,", System.Text.Encoding.UTF8.GetString(sfdisk.Input!.Bytes.Span), StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_stands_in_no_line_of_a_plan()
    {
        DiskSecret secret = new() { Passphrase = "geheim"u8.ToArray(), KeyFile = "schluessel"u8.ToArray(), KeyLocation = "LABEL=KEYS:/root.key", Tpm2 = true };

        string text = PlanText.Of(Plan(LayoutCatalog.Find("luks"), [TestDisks.Virtio()], secret));

        Assert.DoesNotContain("geheim", text, StringComparison.Ordinal);
        Assert.DoesNotContain("schluessel", text, StringComparison.Ordinal);
        Clu.Testing.Golden.Check("tests/Clu.Install.Tests/Layouts/Golden/luks.secrets.golden.txt", text);
    }

    [Fact]
    public void Layers_of_one_kind_above_each_other_are_steps_of_their_own()
    {
        DiskLayout layout = LayoutReader.Parse(
            """
            name = "twice"
            [[partition]]
            name = "esp"
            type = "esp"
            size = "512M"
            [[partition]]
            name = "outer-raw"
            type = "linux"
            size = "rest"
            [[luks]]
            name = "outer"
            on = "outer-raw"
            [[group]]
            name = "pool"
            on = ["outer"]
            [[volume]]
            name = "inner-raw"
            group = "pool"
            size = "50%"
            [[luks]]
            name = "inner"
            on = "inner-raw"
            [[volume]]
            name = "root"
            group = "pool"
            size = "rest"
            [[filesystem]]
            on = "esp"
            type = "vfat"
            mount = "/boot"
            [[filesystem]]
            on = "root"
            type = "xfs"
            mount = "/"
            [[filesystem]]
            on = "inner"
            type = "ext4"
            mount = "/home"
            """,
            "twice.toml");

        DiskPlan plan = Plan(layout, [TestDisks.Virtio()], TestDisks.Passphrase);

        Assert.Equal(["partition", "encrypt", "volumes", "encrypt-2", "format"], plan.Steps.Select(step => step.Id));
        Assert.Equal(["outer", "inner"], plan.Luks.Select(luks => luks.Name));
        Assert.Equal(["/", "/boot", "/home"], plan.Mounts.Select(mount => mount.Path));
    }

    private static DiskPlan Plan(DiskLayout layout, IReadOnlyList<BlockDevice> disks, DiskSecret? secret = null, TargetFirmware firmware = TargetFirmware.Uefi) =>
        DiskPlanner.Plan(layout, disks, secret, firmware, TestDisks.Ids, TargetRoot.Default);

    private static void Fails(string code, string message, Func<DiskPlan> plan)
    {
        CluException error = Assert.Throws<CluException>(plan);

        Assert.Equal(code, error.Code);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }
}
