using Clu.Media.Hosts;
using Clu.Nix.StorePaths;
using Clu.Stores;
using Clu.Stores.BuildGraphs;
using Clu.Stores.Closures;
using Clu.Systems.Rebuilds;

namespace Clu.Media.Proofs;

/// <summary>Proves that a host can be built with a change in it: every derivation that would be built finds what it reads.</summary>
internal sealed class RebuildProver(MediumHost host, IStore store, ClosureFiles files, ProofFindings findings)
{
    private const int MostNamed = 10;

    private readonly HashSet<StorePath> _there = [.. files.Objects.Select(info => info.Path)];

    public IReadOnlyList<ChangeProof> Run(IReadOnlyList<SystemChange> changes, CancellationToken cancel)
    {
        string words = string.Join(", ", changes.Select(change => $"\"{change.Word()}\""));
        string remedy = $"build the medium again with rebuild-kit = {{ allow = [{words}] }} at the host in the profile, or clu.rebuildKit.allow = [ {words.Replace(",", "", StringComparison.Ordinal)} ] in its configuration";
        if (Derivation() is not { } derivation)
        {
            findings.Error(
                ProofCheck.Rebuild, host.Name, $"its derivation is not on the medium, so that nothing can be said of a rebuild ({string.Join(", ", changes.Select(change => change.Word()))})", remedy);
            return [];
        }

        DerivationGraph graph = DerivationGraph.Read(store, derivation, cancel);
        return [.. changes.Select(change => Prove(change, graph, remedy))];
    }

    private ChangeProof Prove(SystemChange change, DerivationGraph graph, string remedy)
    {
        BuildPlan builds = graph.WhenChanged([.. change.Touched(graph), graph.Root]);
        BuildNeed[] missing = [.. builds.Needs.Where(need => need.Path is null || !_there.Contains(need.Path))];
        foreach (BuildNeed need in missing.Take(MostNamed))
        {
            string what = need.Path is { } path ? $"'{store.Directory.Print(path)}'" : $"the output '{need.Output}' of '{need.Maker}'";
            findings.Error(ProofCheck.Rebuild, host.Name, $"a change of '{change.Word()}' builds {need.NeededBy.Derivation.Name}, which reads {what}, and that is not on the medium", remedy);
        }

        if (missing.Length > MostNamed)
            findings.Error(ProofCheck.Rebuild, host.Name, $"a change of '{change.Word()}' reads {missing.Length - MostNamed} more paths that are not on the medium", remedy);
        return new ChangeProof(change.Word(), builds, missing);
    }

    private StorePath? Derivation() => host.Offline?.Rebuild?.Derivation
        ?? (store.Find(host.Toplevel)?.Deriver is { } deriver && store.Find(deriver) is not null ? deriver : null);
}
