using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;

namespace Clu.Systems.Debian;

/// <summary>One package as a store object, or a few packages that need each other in a circle.</summary>
/// <param name="Path">The object's path.</param>
/// <param name="PhysicalPath">Where its files are on this machine.</param>
/// <param name="Packages">What is in it, by name.</param>
/// <param name="References">Objects of the packages that these need.</param>
/// <param name="Info">What the store knows of it.</param>
public sealed record DebianObject(
    StorePath Path, string PhysicalPath, IReadOnlyList<DebianPackage> Packages, IReadOnlyList<StorePath> References, StoreObjectInfo Info);
