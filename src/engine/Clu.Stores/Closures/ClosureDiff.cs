using Clu.Nix.StoreObjects;

namespace Clu.Stores.Closures;

/// <summary>Compares two closures package by package.</summary>
public static class ClosureDiff
{
    /// <summary>Smaller changes of size are no news.</summary>
    public const long SmallestDelta = 8 * 1024;

    /// <summary>The packages that differ, in byte order of names: by versions, or by at least <see cref="SmallestDelta"/>.</summary>
    public static IReadOnlyList<PackageChange> Between(IEnumerable<StoreObjectInfo> before, IEnumerable<StoreObjectInfo> after)
    {
        ILookup<string, (string Version, long Size)> old = Packages(before), young = Packages(after);
        List<PackageChange> changes = [];
        foreach (string name in old.Concat(young).Select(package => package.Key).Distinct().Order(StringComparer.Ordinal))
        {
            PackageChange change = new(
                name, Without(old[name], young[name]), Without(young[name], old[name]), young[name].Sum(one => one.Size) - old[name].Sum(one => one.Size));
            if (change.Removed.Count > 0 || change.Added.Count > 0 || Math.Abs(change.SizeDelta) >= SmallestDelta)
                changes.Add(change);
        }

        return changes;
    }

    private static ILookup<string, (string Version, long Size)> Packages(IEnumerable<StoreObjectInfo> closure) => closure
        .Select(info => (Package: PackageName.Parse(info.Path.Name), info.NarSize))
        .ToLookup(one => one.Package.Name, one => (one.Package.Version, one.NarSize), StringComparer.Ordinal);

    private static string[] Without(IEnumerable<(string Version, long Size)> these, IEnumerable<(string Version, long Size)> those) =>
        [.. these.Select(one => one.Version).Except(those.Select(one => one.Version)).Order(StringComparer.Ordinal)];
}
