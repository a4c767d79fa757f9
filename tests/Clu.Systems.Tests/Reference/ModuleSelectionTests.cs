using System.Text;
using Clu.Systems.Reference.Kernels;

namespace Clu.Systems.Tests.Reference;

public class ModuleSelectionTests
{
    private static readonly ModuleIndex _index = new(new Dictionary<string, byte[]>
    {
        ["modules.dep"] = Encoding.UTF8.GetBytes(
            "kernel/fs/ext4/ext4.ko.xz: kernel/fs/jbd2/jbd2.ko.xz kernel/lib/crc16.ko.xz\nkernel/fs/jbd2/jbd2.ko.xz:\nkernel/lib/crc16.ko.xz:\n"
            + "kernel/crypto/crc32c_generic.ko.xz:\nkernel/drivers/usb/storage/usb-storage.ko.xz:\nkernel/sound/snd.ko.xz:\n"),
        ["modules.softdep"] = Encoding.UTF8.GetBytes("# soft\nsoftdep ext4 pre: crc32c\n"),
        ["modules.alias"] = Encoding.UTF8.GetBytes("# aliases\nalias crc32c crc32c_generic\nalias usb:v*p* usb_storage\nalias snd-card snd\n"),
    });

    [Fact]
    public void Takes_what_a_module_needs() =>
        Assert.Equal(
            ["kernel/crypto/crc32c_generic.ko.xz", "kernel/fs/ext4/ext4.ko.xz", "kernel/fs/jbd2/jbd2.ko.xz", "kernel/lib/crc16.ko.xz"],
            new ModuleSelection(_index, ["ext4"]).Files);

    [Fact]
    public void Takes_a_dash_for_an_underline_and_leaves_unknown_names_out() =>
        Assert.Equal(["kernel/drivers/usb/storage/usb-storage.ko.xz"], new ModuleSelection(_index, ["usb_storage", "built_in"]).Files);

    [Fact]
    public void Writes_dependencies_of_unpacked_files() =>
        Assert.Contains("kernel/fs/ext4/ext4.ko: kernel/fs/jbd2/jbd2.ko kernel/lib/crc16.ko\n", new ModuleSelection(_index, ["ext4"]).Dependencies, StringComparison.Ordinal);

    [Fact]
    public void Keeps_the_aliases_of_chosen_modules_only() =>
        Assert.Equal("alias usb:v*p* usb_storage\n", new ModuleSelection(_index, ["usb-storage"]).Aliases);
}
