using Clu.Binary;
using Clu.Install.Layouts;

namespace Clu.Install.Tests.Layouts;

/// <summary>Each mistake is one error that says what is wrong.</summary>
public sealed class LayoutReaderTests
{
    private const string Esp = "[[partition]]\nname = \"esp\"\ntype = \"esp\"\nsize = \"512M\"\n[[filesystem]]\non = \"esp\"\ntype = \"vfat\"\nmount = \"/boot\"\n";
    private const string Root = "[[partition]]\nname = \"root\"\ntype = \"root\"\nsize = \"rest\"\n[[filesystem]]\non = \"root\"\ntype = \"ext4\"\nmount = \"/\"\n";
    private const string Sound = "name = \"x\"\n" + Esp + Root;

    [Fact]
    public void A_layout_of_an_esp_and_a_root_is_sound()
    {
        DiskLayout layout = LayoutReader.Parse(Sound, "x.toml");

        Assert.Equal(["esp", "root"], layout.Partitions.Select(partition => partition.Name));
        Assert.Equal(["/boot", "/"], layout.FileSystems.Select(fileSystem => fileSystem.Mount));
    }

    [Theory]
    [InlineData("512M", 512L << 20)]
    [InlineData("1K", 1L << 10)]
    [InlineData("8G", 8L << 30)]
    [InlineData("2T", 2L << 40)]
    public void Sizes_are_binary(string text, long bytes) => Assert.Equal((bytes, text), (LayoutSize.Parse(text)!.Value.Bytes, LayoutSize.Fixed(bytes).ToString()));

    [Theory]
    [InlineData("0M")]
    [InlineData("512")]
    [InlineData("512MB")]
    [InlineData("-1M")]
    [InlineData("1.5G")]
    [InlineData("101%")]
    [InlineData("0%")]
    [InlineData("%")]
    [InlineData("Rest")]
    [InlineData("9999999999T")]
    [InlineData("")]
    public void Other_sizes_are_an_error(string text) => Fails("CLU0403", Sound.Replace("512M", text, StringComparison.Ordinal), "'size' cannot be");

    [Theory]
    [InlineData("sise = \"1M\"", "CLU0402", "unknown key 'sise' in [partition]")]
    [InlineData("disk = 0", "CLU0403", "'disk' cannot be 0")]
    public void A_wrong_key_is_an_error_with_its_line(string line, string code, string message) =>
        Fails(code, Sound.Replace("size = \"512M\"", $"size = \"512M\"\n{line}", StringComparison.Ordinal), $"x.toml:6:1: {message}", exactPlace: line != "disk = 0");

    [Theory]
    [InlineData("name = \"esp\"", "name = \"a b\"", "'name' cannot be \"a b\"")]
    [InlineData("type = \"esp\"", "type = \"efi\"", "'type' cannot be \"efi\"")]
    [InlineData("type = \"ext4\"", "type = \"zfs\"", "'type' cannot be \"zfs\"")]
    [InlineData("mount = \"/\"", "mount = \"\"", "'mount' cannot be \"\"")]
    [InlineData("mount = \"/boot\"", "mount = \"boot\"", "'mount' cannot be \"boot\"")]
    [InlineData("mount = \"/boot\"", "mount = \"/a/../b\"", "'mount' cannot be \"/a/../b\"")]
    [InlineData("mount = \"/boot\"", "mount = \"/proc/x\"", "'mount' cannot be \"/proc/x\"")]
    [InlineData("mount = \"/boot\"", "mount = \"/boot\"\nlabel = \"MORE THAN ELEVEN\"", "'label' cannot be \"MORE THAN ELEVEN\"")]
    [InlineData("mount = \"/boot\"", "mount = \"/boot\"\noptions = [\"a,b\"]", "'options' cannot be \"a,b\"")]
    public void A_wrong_value_is_an_error(string from, string to, string message) => Fails("CLU0403", Sound.Replace(from, to, StringComparison.Ordinal), message);

    [Theory]
    [InlineData("", "'on' is missing")]
    [InlineData("on = \"root\"\nfile = \"/swap\"\n", "there beside 'on'")]
    [InlineData("on = \"root\"\nsize = \"1G\"\n", "there beside 'on'")]
    [InlineData("file = \"/swap\"\n", "'size' is missing")]
    [InlineData("file = \"/swap\"\nsize = \"rest\"\n", "'size' cannot be \"rest\"")]
    [InlineData("zram = \"half; rm\"\n", "'zram' cannot be")]
    public void Swap_is_one_of_its_kinds(string table, string message) => Fails(null, $"{Sound}[[swap]]\n{table}", message);

    [Theory]
    [InlineData("CLU0601", "[[partition]]\nname = \"root\"\ntype = \"linux\"\nsize = \"1G\"\n", "the partition 'root' and the partition 'root' have the same name")]
    [InlineData("CLU0602", "[[partition]]\nname = \"idle\"\ntype = \"linux\"\nsize = \"1G\"\n", "nothing lies on the partition 'idle'")]
    [InlineData("CLU0602", "[[swap]]\non = \"rot\"\n", "the swap lies on 'rot', which is not there")]
    [InlineData("CLU0602", "[[swap]]\non = \"root\"\n", "the ext4 on 'root' and the swap both lie on the partition 'root'")]
    [InlineData("CLU0602", "[[luks]]\nname = \"a\"\non = \"b\"\n[[luks]]\nname = \"b\"\non = \"a\"\n", "the LUKS volume 'a' lies, at last, on itself")]
    [InlineData("CLU0602", "[[group]]\nname = \"g\"\non = []\n", "the group 'g' lies on nothing")]
    [InlineData("CLU0602", "[[partition]]\nname = \"pv\"\ntype = \"lvm\"\nsize = \"1G\"\n[[group]]\nname = \"g\"\non = [\"pv\"]\n", "the group 'g' has no volume")]
    [InlineData("CLU0602", "[[partition]]\nname = \"pv\"\ntype = \"lvm\"\nsize = \"1G\"\n[[group]]\nname = \"g\"\non = [\"pv\"]\n[[swap]]\non = \"g\"\n", "the swap cannot lie on the group 'g'")]
    [InlineData("CLU0602", "[[volume]]\nname = \"v\"\ngroup = \"root\"\nsize = \"1G\"\n", "the volume 'v' cannot lie on the partition 'root'")]
    [InlineData("CLU0603", "[[partition]]\nname = \"s\"\ntype = \"swap\"\nsize = \"1G\"\n[[filesystem]]\non = \"s\"\ntype = \"xfs\"\nmount = \"/a\"\n", "the xfs on 's' cannot lie on the partition 's' of type swap")]
    [InlineData("CLU0603", "[[partition]]\nname = \"b\"\ntype = \"bios-boot\"\nsize = \"1M\"\n[[swap]]\non = \"b\"\n", "which is GRUB's")]
    [InlineData("CLU0603", "[[partition]]\nname = \"m\"\ntype = \"raid\"\nsize = \"1G\"\n[[raid]]\nname = \"r\"\nlevel = 1\nmembers = [\"m\"]\n[[swap]]\non = \"r\"\n", "needs 2 members and has 1")]
    [InlineData("CLU0603", "[[swap]]\nzram = \"ram / 2\"\n[[swap]]\nzram = \"ram\"\n", "there is zram twice")]
    [InlineData("CLU0603", "[[swap]]\nfile = \"/boot/swap\"\nsize = \"1G\"\n", "the swap file /boot/swap cannot lie on vfat")]
    [InlineData("CLU0604", "[[partition]]\nname = \"o\"\ntype = \"linux\"\nsize = \"1G\"\n[[filesystem]]\non = \"o\"\ntype = \"xfs\"\n", "the xfs on 'o' is mounted nowhere")]
    [InlineData("CLU0604", "[[partition]]\nname = \"o\"\ntype = \"linux\"\nsize = \"1G\"\n[[filesystem]]\non = \"o\"\ntype = \"xfs\"\nmount = \"/boot\"\n", "/boot is there twice")]
    [InlineData("CLU0605", "[[partition]]\nname = \"o\"\ntype = \"linux\"\nsize = \"rest\"\n[[filesystem]]\non = \"o\"\ntype = \"xfs\"\nmount = \"/o\"\n", "disk 1 has two sizes \"rest\"")]
    [InlineData("CLU0605", "[[partition]]\nname = \"o\"\ntype = \"linux\"\nsize = \"100%\"\n[[filesystem]]\non = \"o\"\ntype = \"xfs\"\nmount = \"/o\"\n", "are 100% and leave no \"rest\"")]
    [InlineData("CLU0606", "[[partition]]\nname = \"o\"\ntype = \"linux\"\nsize = \"1G\"\ndisk = 2\n[[filesystem]]\non = \"o\"\ntype = \"xfs\"\nmount = \"/o\"\n", "the partition 'o' is on disk 2 of 1")]
    public void Parts_that_do_not_fit_together_are_an_error(string code, string more, string message) => Fails(code, Sound + more, message);

    [Theory]
    [InlineData("CLU0604", "mount = \"/\"", "mount = \"/home\"", "no file system that can hold a system is mounted at /")]
    [InlineData("CLU0604", "mount = \"/boot\"", "mount = \"/firmware\"", "must be mounted at one of /boot, /efi, /boot/efi")]
    [InlineData("CLU0603", "type = \"vfat\"", "type = \"ext4\"", "the ext4 on 'esp' cannot lie on the partition 'esp' of type esp")]
    [InlineData("CLU0606", "name = \"x\"", "name = \"x\"\ndisks = 2", "disk 2 has 0 partitions")]
    public void A_part_that_was_changed_no_longer_fits(string code, string from, string to, string message) =>
        Fails(code, Sound.Replace(from, to, StringComparison.Ordinal), message);

    [Fact]
    public void Only_btrfs_has_subvolumes_and_each_label_is_there_once()
    {
        Fails("CLU0603", Sound + "[[filesystem.subvolume]]\nname = \"@\"\nmount = \"/home\"\n", "the ext4 on 'root' cannot have subvolumes");
        Fails("CLU0601", Sound.Replace("mount = ", "label = \"A\"\nmount = ", StringComparison.Ordinal), "two file systems have the label 'A'");
    }

    [Fact]
    public void A_layout_that_is_not_there_is_an_error_with_the_nearest_name()
    {
        CluException error = Assert.Throws<CluException>(() => LayoutCatalog.Find("luks-btrs"));

        Assert.Equal(("CLU0600", "did you mean 'luks-btrfs'?"), (error.Code, error.Hint));
        Assert.Equal("CLU0613", Assert.Throws<CluException>(() => LayoutCatalog.Find("./no-such.toml")).Code);
    }

    private static void Fails(string? code, string text, string message, bool exactPlace = false)
    {
        CluException error = Assert.Throws<CluException>(() => LayoutReader.Parse(text, "x.toml"));

        Assert.Equal(code ?? error.Code, error.Code);
        if (exactPlace)
            Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
        else
            Assert.Contains(message.Split(": ")[^1], error.Message, StringComparison.Ordinal);
        Assert.NotNull(error.Untouched);
    }
}
