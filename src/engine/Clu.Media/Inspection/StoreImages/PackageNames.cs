using Clu.Images.SquashFs;
using Clu.Nix.StoreObjects;

namespace Clu.Media.Inspection.StoreImages;

/// <summary>Finds out which packages a store holds.</summary>
internal static class PackageNames
{
    /// <summary>The list that a system made by clu has in its <c>/etc</c>; empty when there is none.</summary>
    /// <param name="tree">The store.</param>
    /// <param name="toplevel">Path of the system in the store.</param>
    /// <exception cref="Clu.Binary.MalformedDataException">The store is damaged there.</exception>
    public static IReadOnlyList<PackageVersion> OfSystem(StoreTree tree, string toplevel)
    {
        if (tree.Find($"{toplevel}/etc/packages") is not SquashFsFile list)
            return [];
        return Sorted(
            from line in MediumFiles.TextOf(list, InspectionLimits.PackageListLength).Split('\n')
            let fields = line.Split(' ')
            where fields.Length == 2
            select new PackageVersion(fields[0], fields[1]));
    }

    /// <summary>What the names of store objects say: <c>bash-5.2.37</c>. Names without a version are no packages.</summary>
    public static IReadOnlyList<PackageVersion> OfObjects(IEnumerable<StoreObjectInfo> objects) =>
        Sorted(from info in objects let package = Split(info.Path.Name) where package is not null select package);

    /// <summary>As Nix does it: the version begins after the first dash that no letter follows.</summary>
    internal static PackageVersion? Split(string name)
    {
        for (int dash = name.IndexOf('-', StringComparison.Ordinal); dash >= 0; dash = name.IndexOf('-', dash + 1))
        {
            if (dash > 0 && dash + 1 < name.Length && !char.IsAsciiLetter(name[dash + 1]))
                return new PackageVersion(name[..dash], name[(dash + 1)..]);
        }

        return null;
    }

    private static PackageVersion[] Sorted(IEnumerable<PackageVersion> packages) =>
        [.. packages.Distinct().OrderBy(p => p.Name, StringComparer.Ordinal).ThenBy(p => p.Version, StringComparer.Ordinal)];
}
