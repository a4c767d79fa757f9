using System.Text;
using Clu.Binary;
using Clu.Install.Loaders;
using Clu.Install.Tools;
using Clu.Testing;

namespace Clu.Install.Tests.Loaders;

/// <summary>The real <c>efibootmgr</c>, with a folder for the firmware's variables, which its library takes by <c>EFIVARFS_PATH</c>.</summary>
public sealed class FirmwareBootListTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly string _disk;

    public FirmwareBootListTests()
    {
        if (Tool.Find("efibootmgr") is null)
            throw Tool.Missing("efibootmgr");
        Directory.CreateDirectory(_folder["variables"]);
        Tool.Run("truncate", "--size", "64M", _folder["disk.img"]).Succeeded();
        Tool.RunWith("sfdisk", ["--quiet", _folder["disk.img"]], Encoding.ASCII.GetBytes("label: gpt\nsize=20M,type=U\nsize=20M,type=U\n")).Succeeded();
        ToolResult loop = Tool.Run("losetup", "--find", "--show", _folder["disk.img"]);
        if (loop.ExitCode != 0)
            throw Xunit.Sdk.SkipException.ForSkip($"loop devices need root: {loop.Error.Trim()}");
        _disk = loop.Output.Trim();
        Environment.SetEnvironmentVariable("EFIVARFS_PATH", _folder["variables"] + "/");
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static FirmwareBootList List => new(new ToolRunner());

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("EFIVARFS_PATH", null);
        Tool.Run("losetup", "--detach", _disk).Succeeded();
        _folder.Dispose();
    }

    [Fact]
    public async Task An_entry_is_there_once_however_often_it_is_made()
    {
        Assert.False(await List.HasAsync(_disk, 1, FirmwareEntry.SystemdBoot, Cancellation));
        for (int i = 0; i < 3; i++)
            await List.RegisterAsync(_disk, 1, FirmwareEntry.SystemdBoot, Cancellation);

        Assert.True(await List.HasAsync(_disk, 1, FirmwareEntry.SystemdBoot, Cancellation));
        Assert.False(await List.HasAsync(_disk, 2, FirmwareEntry.SystemdBoot, Cancellation));
        Assert.False(await List.HasAsync(_disk, 1, FirmwareEntry.Grub, Cancellation));
        Assert.Single(Directory.GetFiles(_folder["variables"], "Boot0*"));
    }

    [Fact]
    public async Task Entries_of_other_partitions_and_labels_stay()
    {
        await List.RegisterAsync(_disk, 1, FirmwareEntry.Grub, Cancellation);
        await List.RegisterAsync(_disk, 2, FirmwareEntry.Grub, Cancellation);
        await List.RegisterAsync(_disk, 1, FirmwareEntry.SystemdBoot, Cancellation);
        await List.RegisterAsync(_disk, 1, FirmwareEntry.Grub, Cancellation);

        Assert.Equal(3, Directory.GetFiles(_folder["variables"], "Boot0*").Length);
        Assert.True(await List.HasAsync(_disk, 2, FirmwareEntry.Grub, Cancellation));
    }

    [Fact]
    public async Task A_partition_that_is_not_there_is_named()
    {
        CluException error = await Assert.ThrowsAsync<CluException>(() => List.RegisterAsync(_disk, 7, FirmwareEntry.Grub, Cancellation));

        Assert.Equal(("CLU0668", $"{_disk} has no partition 7 with an identifier of its own"), (error.Code, error.Message));
    }

    [Fact]
    public void Both_versions_of_efibootmgr_are_read()
    {
        IReadOnlyList<BootListEntry> entries = BootListEntry.Parse("""
            BootCurrent: 0001
            Timeout: 0 seconds
            BootOrder: 0001,0000,0002
            Boot0000* UiApp	FvVol(7cb8bdc9-f8eb-4f34-aaea-3ee4af6516a1)/FvFile(462caa21-7614-4503-836e-8ab6f4662331)
            Boot0001* Linux Boot Manager	HD(1,GPT,24d3a6ac-2eef-c24d-9917-69eb26707d72,0x800,0x10000)/File(\EFI\systemd\systemd-bootx64.efi)
            Boot0002  NixOS	HD(2,GPT,24D3A6AC-2EEF-C24D-9917-69EB26707D73,0x800,0x10000)/\EFI\NixOS\grubx64.efi
            Boot0003* UEFI QEMU DVD-ROM QM00001 	PciRoot(0x0)/Pci(0x1,0x1)/Ata(0,0,0)N.....YM....R,Y.
                  dp: 02 01 0c 00 d0 41 03 0a
            """);

        Assert.Equal(["0000", "0001", "0002", "0003"], entries.Select(entry => entry.Number));
        Assert.Equal(("UiApp", null, ""), (entries[0].Label, entries[0].Partition, entries[0].Loader));
        Assert.Equal(("Linux Boot Manager", new Guid("24d3a6ac-2eef-c24d-9917-69eb26707d72"), @"\EFI\systemd\systemd-bootx64.efi"), (entries[1].Label, entries[1].Partition!.Value, entries[1].Loader));
        Assert.Equal(("NixOS", new Guid("24d3a6ac-2eef-c24d-9917-69eb26707d73"), @"\EFI\NixOS\grubx64.efi"), (entries[2].Label, entries[2].Partition!.Value, entries[2].Loader));
    }
}
