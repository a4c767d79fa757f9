using System.Globalization;
using System.Text;
using Clu.Install.Layouts;

namespace Clu.Install.Personalising;

/// <summary>Tables that tell a system about its disks: fstab(5), crypttab(5), mdadm.conf(5), zram-generator.conf(5).</summary>
internal static class MountTables
{
    public static string Fstab(DiskPlan disks)
    {
        StringBuilder text = new("# source  mount point  type  options  dump  check\n");
        foreach (TargetMount mount in disks.Mounts)
            text.Append(Line(mount.Source, mount.Path, mount.Type, mount.Options.Count == 0 ? "defaults" : string.Join(',', mount.Options), mount.Check));
        foreach (TargetSwap swap in disks.Swaps)
            text.Append(Line(swap.Source, "none", "swap", "defaults", 0));
        return text.ToString();
    }

    public static string Crypttab(DiskPlan disks)
    {
        StringBuilder text = new("# name  device  key file  options\n");
        foreach (TargetLuks luks in disks.Luks)
        {
            string options = string.Join(',', luks.Options.Prepend("luks").Distinct());
            text.Append(CultureInfo.InvariantCulture, $"{luks.Name} UUID={luks.Uuid} {KeyFile(luks.KeyLocation) ?? "none"} {options}\n");
        }

        return text.ToString();
    }

    public static string Mdadm(DiskPlan disks) =>
        "HOMEHOST <ignore>\nMAILADDR root\n" + string.Concat(disks.Arrays.Select(array => $"ARRAY /dev/md/{array.Name} UUID={array.Uuid}\n"));

    public static string ZramGenerator(DiskPlan disks) => $"[zram0]\nzram-size = {disks.Zram}\n";

    /// <summary><c>LABEL=KEYS:/root.key</c> as systemd has it: <c>/root.key:LABEL=KEYS</c>; null stays null.</summary>
    public static string? KeyFile(string? location)
    {
        if (location is null || location.IndexOf(":/", StringComparison.Ordinal) is not (> 0 and int colon))
            return location;
        return $"{location[(colon + 1)..]}:{location[..colon]}";
    }

    private static string Line(string source, string path, string type, string options, int check) =>
        string.Create(CultureInfo.InvariantCulture, $"{Escape(source)} {Escape(path)} {type} {Escape(options)} 0 {check}\n");

    private static string Escape(string field) => field
        .Replace("\\", "\\134", StringComparison.Ordinal).Replace(" ", "\\040", StringComparison.Ordinal)
        .Replace("\t", "\\011", StringComparison.Ordinal).Replace("\n", "\\012", StringComparison.Ordinal).Replace("#", "\\043", StringComparison.Ordinal);
}
