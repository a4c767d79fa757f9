using Clu.Cli.Installing;
using Clu.Testing;

namespace Clu.Cli.Tests.Installing;

public sealed class NameListsTests
{
    [Fact]
    public void Names_are_read_from_the_files_of_a_system()
    {
        using TempFolder folder = new();
        Put("usr/share/zoneinfo/zone1970.tab", "# comment\nDE,DK\t+5230+01322\tEurope/Berlin\tmost of Germany\nJP\t+3539\tAsia/Tokyo\n");
        Put("usr/share/keymaps/i386/qwertz/de.map.gz", "");
        Put("usr/share/keymaps/i386/include/compose.inc.map", "");
        Put("usr/share/i18n/SUPPORTED", "en_US.UTF-8 UTF-8\nen_US ISO-8859-1\nde_DE.UTF-8 UTF-8\n");
        Put("a.nmconnection", "[wifi]\nssid=Café 5\n");
        NameLists names = new(folder.Path);

        Assert.Equal(["Asia/Tokyo", "Europe/Berlin", "UTC"], names.TimeZones());
        Assert.Equal(["de"], names.Keymaps());
        Assert.Equal(["de_DE.UTF-8", "en_US.UTF-8"], names.Locales());
        Assert.Empty(names.Interfaces());
        Assert.Equal(["Café 5"], NameLists.Wifi([folder["a.nmconnection"]]));

        void Put(string path, string text)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder[path])!);
            File.WriteAllText(folder[path], text);
        }
    }

    [Fact]
    public void The_device_of_a_medium_is_that_which_was_mounted_last()
    {
        const string table = """
            22 1 254:1 / / rw - ext4 /dev/vda1 rw
            30 22 11:0 / /iso ro - iso9660 /dev/sr0 ro
            31 22 7:1 / /iso ro - iso9660 /dev/loop1 ro
            40 22 0:30 / /copy rw - tmpfs tmpfs rw
            """;

        Assert.Equal("/dev/loop1", MountedDevice.Of("/iso", table, _ => null));
        Assert.Equal("/images/a.iso", MountedDevice.Of("/iso", table, device => device == "/dev/loop1" ? "/images/a.iso" : null));
        Assert.Null(MountedDevice.Of("/copy", table, _ => null));
        Assert.Null(MountedDevice.Of("/elsewhere", table, _ => null));
    }
}
