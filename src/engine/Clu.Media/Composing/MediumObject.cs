using Clu.Nix.StoreObjects;

namespace Clu.Media.Composing;

/// <summary>A store object that goes onto a medium.</summary>
/// <param name="Info">What the store knows of it.</param>
/// <param name="PhysicalPath">Where its files are on this machine.</param>
public sealed record MediumObject(StoreObjectInfo Info, string PhysicalPath);
