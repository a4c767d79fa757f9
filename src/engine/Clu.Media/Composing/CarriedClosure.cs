using Clu.Nix.Derivations;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores;
using Clu.Stores.Local;

namespace Clu.Media.Composing;

/// <summary>
/// The closures that a medium carries besides its systems. A derivation stands for all that is needed to build it again, as where NixOS's
/// <c>includeSystemBuildDependencies</c> is set: what it and its inputs made is carried as far as the store has it.
/// </summary>
internal static class CarriedClosure
{
    /// <summary>Finds the objects; what is referred to stands first.</summary>
    public static IReadOnlyList<StoreObjectInfo> Of(LocalStore store, IEnumerable<StorePath> paths)
    {
        IReadOnlyList<StoreObjectInfo> closure = store.Closure(paths);
        StorePath[] derivations = [.. closure.Select(info => info.Path).Where(Derivation.IsDerivation)];
        if (derivations.Length == 0)
            return closure;
        StoreDerivations read = new(store);
        StorePathFactory factory = new(store.Directory);
        IEnumerable<StorePath> made = derivations.SelectMany(path => Outputs(read.Read(path), factory)).Distinct().Where(path => store.Find(path) is not null);
        return store.Closure([.. closure.Select(info => info.Path), .. made]);
    }

    private static IEnumerable<StorePath> Outputs(Derivation derivation, StorePathFactory factory) => derivation.Outputs.Select(output => output switch
    {
        InputAddressedOutput addressed => addressed.Path,
        FixedOutput known => factory.FromContentAddress(derivation.OutputObjectName(output.Name), known.Address, StoreReferences.None),
        // Their paths are known to the store that built them only.
        _ => null,
    }).OfType<StorePath>();
}
