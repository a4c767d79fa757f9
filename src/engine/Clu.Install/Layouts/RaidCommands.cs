using System.Globalization;
using Clu.Install.Plans;

namespace Clu.Install.Layouts;

/// <summary>Makes MD arrays.</summary>
internal static class RaidCommands
{
    private const long MiB = 1L << 20;

    // mdadm says 1 or 2 for an array that is not there, and for one that already runs.
    private static readonly int[] _either = [0, 1, 2];

    // An array that lacks a disk is still one that can be installed onto.
    private static readonly int[] _degraded = [0, 1];

    public static InstallStep Step(DiskPlanning plan, string id, IReadOnlyList<LayoutRaid> raids) => new()
    {
        Id = id,
        Title = "Making arrays",
        Destroys = true,
        Actions = [.. raids.SelectMany(raid => Make(plan, raid)), DiskPlanning.Settle()],
        WhenDone = [DiskPlanning.Settle(), .. raids.SelectMany(raid => Assemble(plan, raid)), DiskPlanning.Settle()],
    };

    /// <summary>As <c>mdadm.conf</c> has it.</summary>
    public static string Uuid(DiskPlanning plan, LayoutRaid raid)
    {
        string digits = plan.Ids.Uuid($"raid {raid.Name}").ToString("N");
        return $"{digits[..8]}:{digits[8..16]}:{digits[16..24]}:{digits[24..]}";
    }

    private static IEnumerable<InstallAction> Make(DiskPlanning plan, LayoutRaid raid)
    {
        string[] members = [.. raid.Members.Select(member => plan.Device(member).Path)];
        string node = $"/dev/md/{raid.Name}";
        plan.Add(raid.Name, new PlannedDevice(node, Room([.. raid.Members.Select(member => plan.Device(member).Room)], raid.Level)));
        yield return DiskPlanning.Try(_either, "mdadm", "--stop", node);
        yield return DiskPlanning.Wipe(members);
        List<string> arguments =
        [
            // A name that no host owns is the same on every machine: here in the live system, and in the target.
            "--create", node, "--run", "--homehost=any", $"--name={raid.Name}", $"--uuid={Uuid(plan, raid)}", $"--metadata={raid.Metadata}",
            string.Create(CultureInfo.InvariantCulture, $"--level={raid.Level}"),
            string.Create(CultureInfo.InvariantCulture, $"--raid-devices={members.Length}"),
        ];
        if (raid.Level != 0)
            arguments.Add("--bitmap=internal");
        // What was never written may differ between mirrors; parity has to be right from the start.
        if (raid.Level is 1 or 10)
            arguments.Add("--assume-clean");
        yield return DiskPlanning.Run("mdadm", [.. arguments, .. members]);
    }

    private static IEnumerable<InstallAction> Assemble(DiskPlanning plan, LayoutRaid raid)
    {
        string node = $"/dev/md/{raid.Name}";
        yield return DiskPlanning.Try(_either, "mdadm", "--assemble", node, "--run", $"--uuid={Uuid(plan, raid)}");
        yield return DiskPlanning.Try(_degraded, "mdadm", "--detail", "--test", node);
    }

    /// <summary>mdadm keeps up to 128 MiB, or a thousandth of a member, free for reshaping.</summary>
    private static long Room(IReadOnlyList<long> members, int level)
    {
        long smallest = members.Min();
        long member = Math.Max(0, smallest - Math.Min(128 * MiB, smallest / 1024) - (4 * MiB));
        return level switch
        {
            0 => member * members.Count,
            1 => member,
            5 => member * (members.Count - 1),
            6 => member * (members.Count - 2),
            _ => member * members.Count / 2,
        };
    }
}
