using Clu.Binary;
using Clu.Install.Loaders;

namespace Clu.Install.Tests.Loaders;

public sealed class LoaderSettingsTests
{
    [Fact]
    public void What_is_written_is_read_again()
    {
        LoaderSettings settings = (LoaderSamples.Request with { Disks = LoaderSamples.BiosBtrfs }).Settings with
        {
            Title = "quotes \" and \\ and \n line",
            TimeoutSeconds = 0,
        };

        LoaderSettings read = LoaderSettings.Read(settings.Write(), LoaderSettings.Path);

        Assert.Equal(settings.Write(), read.Write());
        Assert.Equal(settings.KernelParameters, read.KernelParameters);
        Assert.Equal(settings.Folders, read.Folders);
        Assert.Equal((settings.Title, settings.Kind, settings.Firmware, 0), (read.Title, read.Kind, read.Firmware, read.TimeoutSeconds));
    }

    [Theory]
    [InlineData("loader = \"lilo\"", "CLU0403")]
    [InlineData("loader = \"grub\"\nfirmware = \"bios\"\ntitle = \"x\"", "CLU0404")]
    [InlineData("loader = \"grub\"\nspeed = 1", "CLU0402")]
    [InlineData("loader = \"grub\"\nfirmware = \"bios\"\ntitle = \"x\"\nfolder = [{ path = \"boot\" }]", "CLU0403")]
    public void What_clu_did_not_write_is_refused(string text, string code) =>
        Assert.Equal(code, Assert.Throws<CluException>(() => LoaderSettings.Read(text, "loader")).Code);
}
