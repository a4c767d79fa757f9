namespace Clu.Stores.Closures;

/// <summary>How a package differs between two closures.</summary>
/// <param name="Name">The package.</param>
/// <param name="Removed">Versions that only the first closure has, in byte order; an empty one is no version.</param>
/// <param name="Added">Versions that only the second has.</param>
/// <param name="SizeDelta">Bytes of archives that the second has more.</param>
public sealed record PackageChange(string Name, IReadOnlyList<string> Removed, IReadOnlyList<string> Added, long SizeDelta);
