using System.Globalization;
using Clu.Install.Choices;
using Clu.Install.Loaders;
using Clu.Install.Tools;
using Clu.Media.Hosts;
using Clu.Media.Inspection;
using Clu.Testing;

namespace Clu.Install.Tests.Loaders;

public sealed class LoaderVerificationTests : IDisposable
{
    private const string Entry = "/boot/loader/entries/nixos-generation-1.conf";
    private const string Kernel = "/boot/EFI/nixos/00000000000000000000000000000002-linux-image-6.12.107+deb13-amd64-6.12.107-1-vmlinuz-6.12.107+deb13-amd64.efi";
    private const string Initrd = "/boot/EFI/nixos/00000000000000000000000000000003-initrd-linux-6.12.107+deb13-amd64-initrd.efi";

    private readonly SampleTarget _target = new();

    /// <summary>Damages of a target with systemd-boot, and the sentence that each leads to.</summary>
    public static TheoryData<string, string> Damages => new()
    {
        { "rm boot/EFI/BOOT/BOOTX64.EFI", "/boot/EFI/BOOT/BOOTX64.EFI is not there" },
        { ": > boot/EFI/systemd/systemd-bootx64.efi", "/boot/EFI/systemd/systemd-bootx64.efi is empty" },
        { "echo text > boot/EFI/systemd/systemd-bootx64.efi", "/boot/EFI/systemd/systemd-bootx64.efi is no program for UEFI" },
        { "printf x | dd of=boot/EFI/BOOT/BOOTX64.EFI bs=1 seek=100 conv=notrunc status=none", "/boot/EFI/BOOT/BOOTX64.EFI is not what" },
        { "printf '\\114\\001' | dd of=boot/EFI/BOOT/BOOTX64.EFI bs=1 seek=68 conv=notrunc status=none", "BOOTX64.EFI is a program for another processor" },
        { $"rm '.{Kernel}'", $"loads {"/EFI/nixos/00000000000000000000000000000002-linux-image"}" },
        { $": > '.{Kernel}'", $"{Kernel} is empty, and" },
        { $"echo other > '.{Initrd}'", $"{Initrd} is not what /nix/store/00000000000000000000000000000003-initrd-linux-6.12.107+deb13-amd64/initrd is" },
        { $"printf more >> '.{Initrd}'", $"{Initrd} is not what" },
        { $"sed -i /^initrd/d .{Entry}", "without its initial ramdisk" },
        { $"sed -i 's|init=[^ ]*||' .{Entry}", "starts a kernel without init=" },
        { $"sed -i 's|clu-0.1/init|clu-0.2/init|' .{Entry}", "starts /nix/store/00000000000000000000000000000001-nixos-system-clu-0.2/init, which is not in the target" },
        { $"sed -i 's|root=UUID=0b|root=UUID=0c|' .{Entry}", $"looks for its root on UUID 0c7c3f52-8c1c-4e30-9d0a-4f6d9c0f7b11, but the target's root has {LoaderSamples.RootUuid}" },
        { "rm boot/loader/entries/*", "starts nixos-generation-1.conf, which is not there" },
        { "rm boot/loader/entries/*", "boot starts a system" },
        { "rm boot/loader/loader.conf", "/boot/loader/loader.conf is not there" },
        { "rm nix/store/*-system-clu-0.1/init", "which is not in the target" },
        { "rm nix/store/*linux-image*/boot/*", "is not in the target, and" },
        { "rm etc/fstab", "the target has no /etc/fstab" },
        { "sed -i 's|UUID=8d|UUID=8e|' etc/fstab", "/etc/fstab names UUID=8e7bb0c4-6a43-4a0e-8d5e-0e2f5ff7a001, which no device of this machine has" },
        { "sed -i 's|/tmp |/nowhere |' etc/fstab", "/etc/fstab mounts tmpfs at /nowhere, which is no folder of the target" },
        { "echo '/swapfile none swap sw 0 0' >> etc/fstab", "/etc/fstab names /swapfile, which is not in the target" },
        { "echo '/dev/mapper/gone /tmp ext4' >> etc/fstab", "/etc/fstab names /dev/mapper/gone, which this machine does not have" },
        { "echo lonely >> etc/fstab", "a line of /etc/fstab has fewer than three columns: lonely" },
        { "echo 'root UUID=11111111-2222-3333-4444-555555555555 none luks' > etc/crypttab", "/etc/crypttab names UUID=11111111-2222-3333-4444-555555555555" },
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _target.Dispose();

    [Fact]
    public async Task What_was_planned_and_done_is_sound()
    {
        await _target.RunAsync(LoaderPlanner.Plan(_target.Request), Cancellation);

        Assert.Empty(await CheckAsync(_target.Request));
    }

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task Damage_is_found(string command, string sentence)
    {
        await _target.RunAsync(LoaderPlanner.Plan(_target.Request), Cancellation);
        Tool.RunWith("sh", ["-c", command], folder: _target.Root).Succeeded();

        Assert.Contains(await CheckAsync(_target.Request), finding => finding.Severity == FindingSeverity.Error && finding.Text.Contains(sentence, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_system_in_the_menu_is_not_the_one_that_was_installed()
    {
        LoaderRequest other = _target.Request with { BootSpec = LoaderSamples.System("00000000000000000000000000000009-other", []) };
        _target.Add(other.BootSpec);
        await _target.RunAsync(LoaderPlanner.Plan(other), Cancellation);

        Assert.Equal(
            $"no menu below {_target.Root}/boot starts /nix/store/00000000000000000000000000000001-nixos-system-clu-0.1/init",
            Assert.Single(await CheckAsync(_target.Request)).Text);
    }

    [Fact]
    public async Task GRUB_for_BIOS_is_sound_and_each_part_of_it_is_missed()
    {
        LoaderRequest request = _target.Request with { Kind = LoaderKind.Grub, Firmware = TargetFirmware.Bios };
        if (Tool.Find("grub-install") is null)
            throw Tool.Missing("grub-install");
        await _target.RunAsync(LoaderPlanner.Plan(request), Cancellation);
        Assert.Empty(await CheckAsync(request));

        async Task Misses(string break_, string mend, string sentence)
        {
            Tool.RunWith("sh", ["-ec", break_], folder: _target.Root).Succeeded();
            Assert.Contains(await CheckAsync(request), finding => finding.Text.Contains(sentence, StringComparison.Ordinal));
            Tool.RunWith("sh", ["-ec", mend], folder: _target.Root).Succeeded();
            Assert.Empty(await CheckAsync(request));
        }

        string disk = _target.Disk;
        await Misses($"dd if={disk} of=../sector bs=440 count=1; dd if=/dev/zero of={disk} bs=440 count=1 conv=notrunc", $"dd if=../sector of={disk} bs=440 conv=notrunc",
            $"the first sector of {disk} has no GRUB");
        await Misses($"dd if={disk} of=../core bs=512 skip=2060 count=1; dd if=/dev/zero of={disk} bs=512 seek=2060 count=1 conv=notrunc", $"dd if=../core of={disk} bs=512 seek=2060 conv=notrunc",
            $"GRUB in sector 2048 of {disk} is not what {_target.Root}/boot/grub/i386-pc/core.img is");
        await Misses($"sfdisk --quiet --part-type {disk} 1 U", $"sfdisk --quiet --part-type {disk} 1 21686148-6449-6E6F-744E-656564454649",
            $"the first sector of {disk} loads GRUB from sector 2048, which is in no BIOS boot partition");
        await Misses("mv boot/grub/grub.cfg boot/x", "mv boot/x boot/grub/grub.cfg", "boot starts a system");
        await Misses("mv boot/kernels/*-initrd ..", "mv ../*-initrd boot/kernels", "loads /kernels/00000000000000000000000000000003-initrd");
        await Misses("mv boot/grub/i386-pc/core.img ..", "mv ../core.img boot/grub/i386-pc", "so that GRUB was not installed for BIOS");
        await Misses("sed -i s/root=UUID=0b/root=UUID=0c/ boot/grub/grub.cfg", "sed -i s/root=UUID=0c/root=UUID=0b/ boot/grub/grub.cfg", "looks for its root on UUID 0c");
    }

    [Fact]
    public async Task A_menu_that_NixOS_wrote_is_checked_too()
    {
        await _target.RunAsync(LoaderPlanner.Plan(_target.Request), Cancellation);
        LoaderRequest request = _target.Request with { Host = LoaderSamples.Host(HostKind.NixOS) };
        Tool.RunWith("sh", ["-c", "mv boot/loader/entries/*.conf boot/loader/entries/nixos-0a1b2c.conf; sed -i 's/^default.*/default nixos-0a1b2c.conf/' boot/loader/loader.conf; rm etc/fstab"], folder: _target.Root).Succeeded();
        Assert.Empty(await CheckAsync(request));

        File.Delete(_target.Path("/boot/EFI/BOOT/BOOTX64.EFI"));
        Assert.Equal(FindingSeverity.Warning, Assert.Single(await CheckAsync(request)).Severity);
        File.Delete(_target.Path("/boot/EFI/systemd/systemd-bootx64.efi"));
        Assert.Equal($"{_target.Root}/boot/EFI has no boot loader for 64-bit UEFI", Assert.Single(await CheckAsync(request)).Text);
    }

    [Fact]
    public async Task A_missing_entry_of_the_firmware_is_a_warning()
    {
        LoaderRequest request = _target.Request with { NvramEntry = true };
        await _target.RunAsync(LoaderPlanner.Plan(_target.Request), Cancellation);

        Finding finding = Assert.Single(await CheckAsync(request));

        Assert.Equal(FindingSeverity.Warning, finding.Severity);
        Assert.StartsWith(string.Create(CultureInfo.InvariantCulture, $"the firmware keeps no entry 'Linux Boot Manager' for partition 2 of {_target.Disk}"), finding.Text, StringComparison.Ordinal);
    }

    private static Task<IReadOnlyList<Finding>> CheckAsync(LoaderRequest request) => new LoaderVerification(new ToolRunner()).CheckAsync(request, Cancellation);
}
