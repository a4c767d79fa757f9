namespace Clu.Install.Layouts;

/// <summary>What the installed system mounts, and what its kernel is told.</summary>
internal static class DiskMounts
{
    private static readonly string[] _notForStage1 = ["nofail", "noauto", "_netdev", "defaults"];

    /// <summary>Every mount, root first, each after what it lies in.</summary>
    public static IReadOnlyList<TargetMount> Of(DiskPlanning plan) =>
    [
        .. plan.Layout.FileSystems.SelectMany(fileSystem => Of(plan, fileSystem)).OrderBy(mount => mount.Path, StringComparer.Ordinal),
    ];

    public static IReadOnlyList<TargetSwap> Swaps(DiskPlanning plan) =>
    [
        .. plan.Layout.Swaps.Where(swap => swap.Zram is null).Select(swap => swap.File is { } file
            ? new TargetSwap(file, swap.FileSize)
            : new TargetSwap($"UUID={FormatCommands.Uuid(plan, swap)}", null)),
    ];

    public static TargetLuks Luks(DiskPlanning plan, LayoutLuks luks) => new(
        luks.Name,
        EncryptCommands.Uuid(plan, luks),
        KeyLocation(plan.Secret),
        plan.Secret is { Tpm2: true } ? [.. luks.Options, "tpm2-device=auto"] : luks.Options);

    /// <summary>In the words of systemd's generators, which stage 1 of the reference target takes as well.</summary>
    public static IReadOnlyList<string> KernelParameters(DiskPlan plan)
    {
        TargetMount root = plan.Mounts[0];
        List<string> words = [$"root={root.Source}", $"rootfstype={root.Type}"];
        string[] flags = [.. root.Options.Where(option => !_notForStage1.Contains(option) && !option.StartsWith("x-", StringComparison.Ordinal))];
        if (flags.Length > 0)
            words.Add($"rootflags={string.Join(',', flags)}");
        foreach (TargetLuks luks in plan.Luks)
        {
            words.Add($"rd.luks.name={luks.Uuid}={luks.Name}");
            if (luks.KeyLocation is { } location)
                words.Add($"rd.luks.key={luks.Uuid}={location}");
            if (luks.Options.Count > 0)
                words.Add($"rd.luks.options={luks.Uuid}={string.Join(',', luks.Options)}");
        }

        words.AddRange(plan.Arrays.Select(array => $"rd.md.uuid={array.Uuid}"));
        words.AddRange(plan.VolumeGroups.Select(group => $"rd.lvm.vg={group}"));
        return words;
    }

    private static IEnumerable<TargetMount> Of(DiskPlanning plan, LayoutFileSystem fileSystem)
    {
        string source = $"UUID={FormatCommands.Uuid(plan, fileSystem)}";
        string type = FileSystemTypes.Word(fileSystem.Type);
        // XFS and btrfs check themselves when they are mounted.
        bool isChecked = fileSystem.Type is FileSystemType.Vfat or FileSystemType.Ext4 or FileSystemType.F2fs;
        int Check(string mount) => !isChecked ? 0 : mount == "/" ? 1 : 2;
        if (fileSystem.Mount is { } at)
            yield return new TargetMount(source, at, type, fileSystem.Options, Check(at));
        foreach (LayoutSubvolume subvolume in fileSystem.Subvolumes.Where(subvolume => subvolume.Mount is not null))
        {
            string[] options = [$"subvol={subvolume.Name}", .. fileSystem.Options, .. subvolume.Options];
            yield return new TargetMount(source, subvolume.Mount!, type, options, Check(subvolume.Mount!));
        }
    }

    /// <summary>From <c>LABEL=KEYS:/root.key</c> to <c>/root.key:LABEL=KEYS</c>, as crypttab and <c>rd.luks.key=</c> have it.</summary>
    private static string? KeyLocation(DiskSecret? secret)
    {
        if (secret?.KeyLocation is not { } location)
            return null;
        int colon = location.IndexOf(":/", StringComparison.Ordinal);
        return colon <= 0 || location.StartsWith('/') ? location : $"{location[(colon + 1)..]}:{location[..colon]}";
    }
}
