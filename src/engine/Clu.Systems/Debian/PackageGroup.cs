namespace Clu.Systems.Debian;

/// <summary>Packages that become one store object.</summary>
/// <param name="Packages">One, or a circle of packages that need each other; by name.</param>
/// <param name="Needs">Indices of the groups that these need, all smaller than the group's own.</param>
internal sealed record PackageGroup(IReadOnlyList<DebianPackage> Packages, IReadOnlyList<int> Needs)
{
    /// <summary>The object's name: first package and its version, without epoch and in the letters that a store allows.</summary>
    public string ObjectName
    {
        get
        {
            DebianPackage first = Packages[0];
            string version = first.Version[(first.Version.IndexOf(':', StringComparison.Ordinal) + 1)..];
            return $"{first.Name}-{version.Replace('~', '_')}";
        }
    }
}
