using Clu.Binary;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores;
using Clu.Stores.BuildGraphs;
using Clu.Stores.Local;
using Clu.Systems.Flakes;
using Clu.Systems.Profiles;
using Clu.Systems.Rebuilds;

namespace Clu.Media.Sources;

/// <summary>
/// Gets into the store what rebuild kits need: where a system came out of a cache, or garbage was collected, it lacks what the system was built of.
/// </summary>
/// <param name="builder">The Nix that builds and fetches.</param>
/// <param name="root">Root of its store.</param>
internal sealed class KitParts(FlakeBuilder builder, string root)
{
    /// <summary>Gets what is missing.</summary>
    /// <param name="hosts">Systems, and what may be changed on them.</param>
    /// <param name="link">Path of links that keep it from being collected.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="CluException">CLU0704: Nix cannot build it. CLU0114, CLU0732: a derivation is not there.</exception>
    public async Task FetchAsync(IReadOnlyList<(StorePath Toplevel, KitProfile Kit)> hosts, string link, CancellationToken cancel)
    {
        (string, string)[] missing = [.. hosts.Count == 0 ? [] : Missing(hosts, cancel)];
        if (missing.Length > 0)
            await builder.RealiseAsync(missing, link, "what rebuild kits need", cancel).ConfigureAwait(false);
    }

    private List<(string Derivation, string Output)> Missing(IReadOnlyList<(StorePath Toplevel, KitProfile Kit)> hosts, CancellationToken cancel)
    {
        using LocalStore store = LocalStore.OpenReadOnly(root.Length == 0 ? "/" : root) ?? throw MediaErrors.NotInStore(StoreDirectory.Default.Print(hosts[0].Toplevel), root);
        List<(string, string)> missing = [];
        foreach ((StorePath toplevel, KitProfile wanted) in hosts)
        {
            RebuildKitRequest request = new()
            {
                Derivation = new StoreDerivations(store).Of(toplevel),
                Changes = wanted.Allow,
                Carried = store.Closure([toplevel]).Select(info => info.Path).ToHashSet(),
            };
            IEnumerable<BuildNeed> needs = RebuildKitPlanner.Plan(store, request, cancel).Changes.SelectMany(change => change.Missing);
            missing.AddRange(needs.Where(need => need.Maker is not null).Select(need => (StoreDirectory.Default.Print(need.Maker!.Path), need.Output)));
        }

        return [.. missing.Distinct()];
    }
}
