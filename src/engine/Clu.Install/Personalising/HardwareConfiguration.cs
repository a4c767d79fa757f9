using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Clu.Install.Layouts;

namespace Clu.Install.Personalising;

/// <summary>Text of <c>hardware-configuration.nix</c>: what depends on the disks and the machine, in the order of <c>nixos-generate-config</c>.</summary>
internal sealed partial class HardwareConfiguration(DiskPlan disks, ITargetFiles target)
{
    /// <summary>Drivers of what disks and keyboards hang on; the machine's own are among them.</summary>
    private static readonly string[] _modules =
    [
        "ahci", "ata_piix", "ehci_pci", "nvme", "sd_mod", "sdhci_pci", "sr_mod", "uas", "usb_storage", "usbhid", "virtio_blk", "virtio_pci", "virtio_scsi", "xhci_pci",
    ];

    private static readonly (string Prefix, string Folder)[] _names =
    [
        ("UUID=", "/dev/disk/by-uuid/"), ("LABEL=", "/dev/disk/by-label/"), ("PARTUUID=", "/dev/disk/by-partuuid/"), ("PARTLABEL=", "/dev/disk/by-partlabel/"),
    ];

    public override string ToString()
    {
        StringBuilder text = new("# Written by clu install for the disks of this machine.\n{ lib, ... }:\n\n{\n");
        text.Append("  boot.initrd.availableKernelModules = ").Append(NixText.List(_modules)).Append(";\n");
        if (disks.Luks.Any(luks => luks.KeyLocation is not null || luks.Options.Any(option => option.StartsWith("tpm2-", StringComparison.Ordinal))))
            text.Append("  boot.initrd.systemd.enable = true;\n");
        if (disks.VolumeGroups.Count > 0)
            text.Append("  services.lvm.enable = true;\n");
        if (disks.Arrays.Count > 0)
        {
            text.Append("  boot.swraid.enable = true;\n");
            text.Append("  boot.swraid.mdadmConf = ").Append(NixText.String(MountTables.Mdadm(disks))).Append(";\n");
        }

        text.Append('\n');
        foreach (TargetMount mount in disks.Mounts)
            AddMount(text, mount);
        foreach (TargetLuks luks in disks.Luks)
            AddLuks(text, luks);
        text.Append("  swapDevices = [");
        foreach (TargetSwap swap in disks.Swaps)
            text.Append(" { device = ").Append(NixText.String(Device(swap.Source))).Append("; }");
        text.Append(" ];\n");
        if (disks.Zram is { } zram)
        {
            text.Append("  services.zram-generator.enable = true;\n");
            text.Append("  services.zram-generator.settings.zram0.zram-size = ").Append(NixText.String(zram)).Append(";\n");
        }

        if ((target.ReadText("system") ?? "").Trim() is { } system && Platform().IsMatch(system))
            text.Append("\n  nixpkgs.hostPlatform = lib.mkDefault ").Append(NixText.String(system)).Append(";\n");
        return text.Append("}\n").ToString();
    }

    private static void AddMount(StringBuilder text, TargetMount mount)
    {
        text.Append("  fileSystems.").Append(NixText.String(mount.Path)).Append(" = {\n");
        text.Append("    device = ").Append(NixText.String(Device(mount.Source))).Append(";\n");
        text.Append("    fsType = ").Append(NixText.String(mount.Type)).Append(";\n");
        if (mount.Options.Count > 0)
            text.Append("    options = ").Append(NixText.List(mount.Options)).Append(";\n");
        text.Append("  };\n\n");
    }

    private static void AddLuks(StringBuilder text, TargetLuks luks)
    {
        text.Append("  boot.initrd.luks.devices.").Append(NixText.String(luks.Name)).Append(" = {\n");
        text.Append(CultureInfo.InvariantCulture, $"    device = \"/dev/disk/by-uuid/{luks.Uuid}\";\n");
        if (luks.Options.Contains("discard"))
            text.Append("    allowDiscards = true;\n");
        if (MountTables.KeyFile(luks.KeyLocation) is { } key)
            text.Append("    keyFile = ").Append(NixText.String(key)).Append(";\n");
        List<string> more = [.. luks.Options.Where(option => option is not ("discard" or "luks"))];
        if (more.Count > 0)
            text.Append("    crypttabExtraOpts = ").Append(NixText.List(more)).Append(";\n");
        text.Append("  };\n\n");
    }

    private static string Device(string source)
    {
        foreach ((string prefix, string folder) in _names)
        {
            if (source.StartsWith(prefix, StringComparison.Ordinal))
                return folder + source[prefix.Length..];
        }

        return source;
    }

    [GeneratedRegex(@"\A[a-z0-9_]+-linux\z", RegexOptions.CultureInvariant)]
    private static partial Regex Platform();
}
