using Clu.Install.Disks;

namespace Clu.Install.Answers.Resolving;

/// <summary>
/// Follows the rules for disks. Equal rules go together: two that say the same need exactly two disks that fit. A rule that leaves a choice
/// open chooses nothing.
/// </summary>
internal sealed class DiskChooser(IReadOnlyList<BlockDevice> disks, ProblemList problems)
{
    private const string Advice = "name the disk by 'device' with a name of /dev/disk/by-id, or by 'serial'";

    /// <summary>The disks, one for each rule in their order; null where a rule chooses none.</summary>
    public IReadOnlyList<BlockDevice>? Choose(IReadOnlyList<DiskRule> rules)
    {
        Dictionary<DiskRule, Queue<BlockDevice>> chosen = [];
        HashSet<BlockDevice> taken = [];
        bool complete = true;
        // What is named is taken first, so that 'the smallest' cannot take a disk that another rule names.
        foreach (IGrouping<DiskRule, DiskRule> group in rules.GroupBy(rule => rule).OrderBy(group => group.Key.NamesDisk ? 0 : 1))
        {
            IReadOnlyList<BlockDevice>? found = Follow(group.Key, group.Count(), taken);
            complete &= found is not null;
            chosen[group.Key] = new Queue<BlockDevice>(found ?? []);
            taken.UnionWith(found ?? []);
        }

        return complete ? [.. rules.Select(rule => chosen[rule].Dequeue())] : null;
    }

    private IReadOnlyList<BlockDevice>? Follow(DiskRule rule, int count, HashSet<BlockDevice> taken)
    {
        List<BlockDevice> fitting = [.. disks.Where(disk => !taken.Contains(disk) && Fits(rule, disk)).OrderBy(disk => disk.Serial, StringComparer.Ordinal)
            .ThenBy(disk => disk.Path, StringComparer.Ordinal)];
        if (rule.NamesDisk && fitting.Find(disk => disk.Refusal is not null) is { } refused && fitting.Count <= count)
            return Fail($"the rule '{rule}' means a disk that must not be written: {DiskText.Of(refused)}");
        fitting = [.. fitting.Where(disk => disk.Refusal is null && (rule.NamesDisk || !disk.IsRemovable))];
        if (fitting.Count < count)
        {
            string number = count == 1 ? "no disk" : $"fewer than {count} disks";
            return Fail($"{number} of this machine fit the rule '{rule}': there are {DiskText.Of(disks)}");
        }

        if (rule.SmallestOver is not null && !rule.Only)
        {
            fitting = [.. fitting.OrderBy(disk => disk.Size)];
            long largest = fitting[count - 1].Size;
            return fitting.Count == count || fitting[count].Size > largest
                ? [.. fitting.Take(count)]
                : Fail($"several disks of the same size fit the rule '{rule}': {DiskText.Of(fitting.Where(disk => disk.Size == largest))}");
        }

        return fitting.Count == count ? fitting : Fail($"more than {count} fit the rule '{rule}': {DiskText.Of(fitting)}");
    }

    private IReadOnlyList<BlockDevice>? Fail(string reason)
    {
        problems.Impossible("disk", reason, Advice);
        return null;
    }

    private static bool Fits(DiskRule rule, BlockDevice disk) =>
        (rule.Device is not { } device || device == disk.Path || disk.Ids.Contains(ById(device)))
        && (rule.Serial is null || rule.Serial == disk.Serial)
        && (rule.Model is null || rule.Model.Trim().Equals(disk.Model.Trim(), StringComparison.OrdinalIgnoreCase))
        && (rule.SmallestOver is not { } least || disk.Size >= least.Bytes);

    private static string ById(string device)
    {
        const string folder = "/dev/disk/by-id/";
        return device.StartsWith(folder, StringComparison.Ordinal) ? device[folder.Length..] : device;
    }
}
