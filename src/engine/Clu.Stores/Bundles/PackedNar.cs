using Clu.Nix.NarInfos;

namespace Clu.Stores.Bundles;

/// <summary>An object as a bundle holds it.</summary>
/// <param name="Info">The object and its file.</param>
/// <param name="Content">The file.</param>
internal sealed record PackedNar(NarInfo Info, NarSpool Content);
