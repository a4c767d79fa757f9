using Clu.Binary;
using Clu.Install.Disks;
using Clu.Testing;

namespace Clu.Install.Tests.Disks;

/// <summary>
/// What the survey makes of other machines. <c>host.json</c> and <c>partitions.json</c> were printed on a machine by
/// <c>lsblk --json --bytes --output NAME,PATH,TYPE,SIZE,LOG-SEC,RO,RM,MAJ:MIN,MODEL,SERIAL,TRAN,FSTYPE,LABEL,MOUNTPOINTS</c> of util-linux 2.38.1;
/// <c>live.json</c> was put together in the same form: a live system out of an ISO file on a USB stick, beside an idle array with LUKS and LVM on two disks,
/// swap, a card reader without card and an eMMC with its boot areas.
/// </summary>
public sealed class DiskSurveyTextTests
{
    private static readonly string s_live = Fixture("live.json");
    private static readonly string s_loops = """
        {"loopdevices": [
            {"name": "/dev/loop0", "back-maj:min": "  7:1  "},
            {"name": "/dev/loop1", "back-maj:min": "  8:33  "}
        ]}
        """;

    [Fact]
    public void The_system_that_runs_here_is_on_a_disk_that_must_not_be_written()
    {
        BlockDevice disk = Assert.Single(Read(Fixture("host.json"), ""));

        Assert.Equal(("/dev/vda", 274877906944, "the live system runs from it"), (disk.Path, disk.Size, disk.Refusal));
    }

    [Fact]
    public void Partitions_are_its_contents()
    {
        BlockDevice disk = Assert.Single(Read(Fixture("partitions.json"), "", new DiskSurveyOptions { IncludeLoops = true }));

        Assert.Equal(["/dev/loop2p1", "/dev/loop2p2", "/dev/loop2p3"], disk.Contents.Select(content => content.Path));
        Assert.Null(disk.Refusal);
    }

    [Fact]
    public void Neither_loop_devices_nor_cd_drives_nor_ram_are_disks() =>
        Assert.Equal(
            ["/dev/sda", "/dev/sdb", "/dev/sdc", "/dev/sdd", "/dev/nvme0n1", "/dev/mmcblk0"],
            Read(s_live, s_loops).Select(disk => disk.Path));

    [Fact]
    public void The_stick_with_the_iso_file_is_the_live_systems_though_nothing_shows_its_mount() =>
        Assert.Equal("the live system runs from it", Disk("/dev/sdc").Refusal);

    [Fact]
    public void An_idle_array_with_volumes_is_let_go_of_from_the_top()
    {
        BlockDevice disk = Disk("/dev/sda");

        Assert.Null(disk.Refusal);
        Assert.Equal(["/dev/mapper/old-root", "/dev/mapper/crypt", "/dev/md127"], disk.Holders.Select(holder => holder.Path));
        Assert.Equal([false, false, true], disk.Holders.Select(holder => holder.IsRaid));
        Assert.Equal("linux_raid_member", disk.Contents[0].Type);
    }

    [Fact]
    public void A_card_reader_without_a_card_is_refused() => Assert.Equal("no medium is in it", Disk("/dev/sdd").Refusal);

    [Fact]
    public void A_disk_with_swap_that_is_on_is_refused() => Assert.Equal("in use as swap", Disk("/dev/nvme0n1").Refusal);

    [Fact]
    public void Model_serial_transport_and_ids_are_there()
    {
        BlockDevice disk = Disk("/dev/sdb");

        Assert.Equal(("ST1000", "S2", "sata", false), (disk.Model, disk.Serial, disk.Transport, disk.IsRemovable));
        Assert.Equal(["ata-sdb"], disk.Ids);
        Assert.True(Disk("/dev/sdc").IsRemovable);
        Assert.Equal("mmc", Disk("/dev/mmcblk0").Transport);
    }

    [Theory]
    [InlineData("")]
    [InlineData("lsblk: unknown column: MOUNTPOINTS")]
    [InlineData("{}")]
    [InlineData("""{"blockdevices": [{"name": "sda"}]}""")]
    [InlineData("""{"blockdevices": [{"name": "sda", "path": "/dev/sda", "type": "disk", "size": "12 G", "log-sec": 512, "ro": false, "rm": false, "maj:min": "8:0"}]}""")]
    [InlineData("""{"blockdevices": 5}""")]
    public void Anything_else_is_an_error(string text) => Assert.Equal("CLU0612", Assert.Throws<CluException>(() => Read(text, "")).Code);

    [Fact]
    public void Truncated_text_is_an_error_at_every_length()
    {
        for (int length = 0; length < s_live.TrimEnd().Length; length++)
            Assert.Equal("CLU0612", Assert.Throws<CluException>(() => Read(s_live[..length], s_loops)).Code);
    }

    private static BlockDevice Disk(string path) => Read(s_live, s_loops).Single(disk => disk.Path == path);

    private static IReadOnlyList<BlockDevice> Read(string lsblk, string losetup, DiskSurveyOptions? options = null) =>
        DiskSurvey.Parse(lsblk, losetup, options ?? new DiskSurveyOptions(), name => new DiskFacts("", "", name == "mmcblk0" ? "mmc" : "", [$"ata-{name}"]));

    private static string Fixture(string name) => File.ReadAllText(Path.Combine(RepositoryRoot.Path, "tests/Clu.Install.Tests/Disks/Fixtures", name));
}
