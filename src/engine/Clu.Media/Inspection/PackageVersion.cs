namespace Clu.Media.Inspection;

/// <summary>A package on a medium.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version.</param>
public sealed record PackageVersion(string Name, string Version);
