namespace Clu.Systems.Debian;

/// <summary>Which packages need which, with circles drawn together.</summary>
internal static class PackageGraph
{
    /// <summary>Groups packages so that no group needs itself through others: nearly all have one member, circles have several.</summary>
    /// <param name="packages">Packages with different names.</param>
    /// <returns>Groups; what is needed stands before what needs it. The order depends on nothing but the packages.</returns>
    public static IReadOnlyList<PackageGroup> Groups(IReadOnlyList<DebianPackage> packages)
    {
        DebianPackage[] sorted = [.. packages.OrderBy(package => package.Name, StringComparer.Ordinal)];
        Dictionary<string, int> byName = [];
        Dictionary<string, int> byProvision = [];
        for (int i = 0; i < sorted.Length; i++)
        {
            byName.Add(sorted[i].Name, i);
            foreach (string provided in sorted[i].Provides)
                byProvision.TryAdd(provided, i);
        }

        int[][] needs = [.. sorted.Select(package => package.Needs.Select(Meet).Where(i => i >= 0).Distinct().Order().ToArray())];
        List<List<int>> components = StrongComponents.Find(needs);
        int[] groupOf = new int[sorted.Length];
        for (int g = 0; g < components.Count; g++)
        {
            foreach (int member in components[g])
                groupOf[member] = g;
        }

        return
        [
            .. components.Select((members, g) => new PackageGroup(
                [.. members.Order().Select(i => sorted[i])],
                [.. members.SelectMany(i => needs[i]).Select(i => groupOf[i]).Where(other => other != g).Distinct().Order()])),
        ];

        int Meet(IReadOnlyList<string> alternatives)
        {
            foreach (string name in alternatives)
            {
                if (byName.TryGetValue(name, out int index))
                    return index;
            }

            foreach (string name in alternatives)
            {
                if (byProvision.TryGetValue(name, out int index))
                    return index;
            }

            return -1;
        }
    }
}
