using Clu.Nix.StorePaths;

namespace Clu.Stores.Collecting;

/// <summary>An object as collecting sees it.</summary>
/// <param name="Path">The object.</param>
/// <param name="NarSize">Bytes of its archive.</param>
/// <param name="References">What it refers to, itself perhaps among them.</param>
/// <param name="Deriver">The derivation that made it, if that is in the store.</param>
/// <param name="Outputs">Of a derivation, what it makes; not all need be in the store.</param>
public sealed record StoreNode(StorePath Path, long NarSize, IReadOnlyList<StorePath> References, StorePath? Deriver, IReadOnlyList<StorePath> Outputs);
