using Clu.Images.Iso9660;
using Clu.Images.Trees;
using Clu.Media.Live;
using Clu.Testing;

namespace Clu.Media.Tests.Live;

/// <summary>Mount tables as the live system has them, below a folder.</summary>
public sealed class LiveMediumTests : IDisposable
{
    private const string Root = "1 1 0:2 / / rw - tmpfs root rw\n";

    private readonly TempFolder _folder = new();

    [Fact]
    public void A_stick_is_found_under_the_name_that_it_has_now()
    {
        Write("proc/self/mountinfo", Root + "21 1 8:16 / /iso ro,relatime shared:3 - iso9660 /dev/sda ro\n22 1 7:0 / /nix/.ro-store ro - squashfs /dev/loop0 ro\n");
        Write("sys/dev/block/8:16/uevent", "MAJOR=8\nMINOR=16\nDEVNAME=sdb\nDEVTYPE=disk\n");
        using (FileStream image = File.Create(Path("dev/sdb")))
            new Iso9660Writer(image, new Iso9660Options { Label = VolumeLabel.Parse("MINE") }).Write(new ImageDirectory());

        LiveMedium medium = Assert.IsType<LiveMedium>(LiveMedium.TryFind(_folder["root"]));

        Assert.Equal(("/dev/sdb", null, "MINE", false), (medium.Device, medium.ImageFile, medium.Label, medium.IsInMemory));
        Assert.Equal(("/iso/nix-store.squashfs", "/iso/clu/manifest.json", "/iso/clu/personal"), (LiveMedium.StoreImage, LiveMedium.Manifest, LiveMedium.PersonalArea));
    }

    [Fact]
    public void An_iso_file_on_a_disk_is_its_loop_device()
    {
        Write("proc/self/mountinfo", Root + "21 1 7:1 / /iso ro - iso9660 /dev/loop1 ro\n");
        Write("sys/dev/block/7:1/loop/backing_file", "/findiso/images/my clu.iso\n");
        Write("proc/cmdline", "BOOT_IMAGE=x findiso=/images/my.iso root=LABEL=clu-1.0 quiet\n");

        LiveMedium medium = Assert.IsType<LiveMedium>(LiveMedium.TryFind(_folder["root"]));

        Assert.Equal(("/dev/loop1", "/findiso/images/my clu.iso", "clu-1.0"), (medium.Device, medium.ImageFile, medium.Label));
    }

    [Fact]
    public void A_medium_in_memory_has_no_device()
    {
        Write("proc/self/mountinfo", Root + "21 1 0:30 / /iso rw - tmpfs iso rw,mode=755\n");
        Write("proc/cmdline", "root=LABEL=clu-1.0\n");

        LiveMedium medium = Assert.IsType<LiveMedium>(LiveMedium.TryFind(_folder["root"]));

        Assert.True(medium.IsInMemory);
        Assert.Equal("clu-1.0", medium.Label);
    }

    [Theory]
    [InlineData(Root)]
    [InlineData("")]
    [InlineData("a broken line\n\n - - - - - - -\n")]
    [InlineData("1 1 8:1 / /iso rw - ext4 /dev/sda1 rw\n")]
    public void Other_systems_are_none(string mounts)
    {
        Write("proc/self/mountinfo", mounts);
        Assert.Null(LiveMedium.TryFind(_folder["root"]));
    }

    [Fact]
    public void The_last_mount_counts_and_odd_names_are_read()
    {
        const string Table = "1 0 8:1 / /a\\040b rw - ext4 /dev/sda1 rw\n2 0 8:2 / /a\\040b rw master:1 - iso9660 /dev/with\\134slash ro";
        Assert.Equal(new MountedFileSystem("/a b", "8:2", "iso9660", "/dev/with\\slash"), MountTable.Parse(Table).At("/a b"));
    }

    public void Dispose() => _folder.Dispose();

    private string Path(string name)
    {
        string path = _folder[$"root/{name}"];
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        return path;
    }

    private void Write(string name, string text) => File.WriteAllText(Path(name), text);
}
