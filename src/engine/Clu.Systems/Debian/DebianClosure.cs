namespace Clu.Systems.Debian;

/// <summary>Packages and all that they need, as store objects.</summary>
/// <param name="Objects">Each once; what is needed stands before what needs it.</param>
public sealed record DebianClosure(IReadOnlyList<DebianObject> Objects)
{
    /// <summary>The object that a package is in; null when the closure does not have the package.</summary>
    public DebianObject? FindPackage(string name) =>
        Objects.FirstOrDefault(o => o.Packages.Any(package => package.Name == name));
}
