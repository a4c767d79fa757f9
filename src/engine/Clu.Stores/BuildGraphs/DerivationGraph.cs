using Clu.Binary;
using Clu.Nix.Derivations;
using Clu.Nix.StorePaths;

namespace Clu.Stores.BuildGraphs;

/// <summary>A derivation and all derivations below it. Nothing is built or asked of Nix: all of it stands in the <c>.drv</c> files.</summary>
public sealed class DerivationGraph
{
    private readonly Dictionary<StorePath, BuildNode> _nodes;
    private readonly ILookup<BuildNode, BuildNode> _users;

    private DerivationGraph(BuildNode root, Dictionary<StorePath, BuildNode> nodes, IReadOnlyList<BuildNode> order)
    {
        Root = root;
        _nodes = nodes;
        Nodes = order;
        _users = order.SelectMany(node => node.Inputs.Select(input => (Input: input.Node, User: node))).ToLookup(edge => edge.Input, edge => edge.User);
    }

    /// <summary>The derivation at the top.</summary>
    public BuildNode Root { get; }

    /// <summary>All derivations, each after those that it needs.</summary>
    public IReadOnlyList<BuildNode> Nodes { get; }

    /// <summary>Reads the graph below a derivation.</summary>
    /// <param name="store">A store that has the <c>.drv</c> files.</param>
    /// <param name="root">Path of the derivation.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="CluException">
    /// CLU0304: the store lacks one. CLU0115: one is malformed. CLU0731: they lie in a circle. CLU0730: one makes derivations, which clu cannot plan.
    /// </exception>
    public static DerivationGraph Read(IStore store, StorePath root, CancellationToken cancel = default)
    {
        StoreDerivations derivations = new(store);
        StorePathFactory factory = new(store.Directory);
        Dictionary<StorePath, BuildNode> nodes = [];
        Stack<StorePath> open = new([root]);
        while (open.TryPop(out StorePath? path))
        {
            cancel.ThrowIfCancellationRequested();
            if (nodes.ContainsKey(path))
                continue;
            Derivation derivation = derivations.Read(path);
            if (derivation.IsDynamic)
                throw StoreErrors.DynamicDerivation(store.Directory.Print(path));
            nodes.Add(path, new BuildNode(path, derivation, derivation.Outputs.ToDictionary(output => output.Name, output => PathOf(derivation, output, factory))));
            foreach (InputDerivation input in derivation.InputDerivations)
                open.Push(input.Path);
        }

        foreach (BuildNode node in nodes.Values)
            node.Inputs = [.. node.Derivation.InputDerivations.Select(input => new BuildInput(nodes[input.Path], input.Outputs.Names))];
        return new DerivationGraph(nodes[root], nodes, Ordered(nodes[root]));
    }

    /// <summary>The derivation of a path; null when it is not in the graph.</summary>
    public BuildNode? Find(StorePath path) => _nodes.GetValueOrDefault(path);

    /// <summary>
    /// What is built anew when some derivations change: they, and all above them. A derivation of known content stops it: its content stays.
    /// </summary>
    /// <param name="changed">Derivations of this graph.</param>
    public BuildPlan WhenChanged(IEnumerable<BuildNode> changed)
    {
        HashSet<BuildNode> built = [];
        Stack<BuildNode> open = new(changed);
        while (open.TryPop(out BuildNode? node))
        {
            if (node.IsFixed || !built.Add(node))
                continue;
            foreach (BuildNode user in _users[node])
                open.Push(user);
        }

        return PlanOf(built);
    }

    /// <summary>
    /// What is built when some paths are there: as Nix decides it, from the top; below what is there nothing is looked at. What is fetched is needed,
    /// not built: where there is no network nobody fetches.
    /// </summary>
    /// <param name="isThere">Whether a path is valid where it will be built.</param>
    public BuildPlan WhenThere(Func<StorePath, bool> isThere)
    {
        HashSet<BuildNode> built = [];
        Stack<(BuildNode Node, IEnumerable<string> Wanted)> open = new([(Root, Root.Outputs.Keys)]);
        while (open.TryPop(out (BuildNode Node, IEnumerable<string> Wanted) at))
        {
            if (at.Node.IsFixed || at.Wanted.All(name => at.Node.Outputs.GetValueOrDefault(name) is { } path && isThere(path)) || !built.Add(at.Node))
                continue;
            foreach (BuildInput input in at.Node.Inputs)
                open.Push((input.Node, input.Outputs));
        }

        return PlanOf(built);
    }

    private BuildPlan PlanOf(HashSet<BuildNode> built)
    {
        BuildNode[] order = [.. Nodes.Where(built.Contains)];
        HashSet<(BuildNode, string)> outputs = [];
        HashSet<StorePath> sources = [];
        List<BuildNeed> needs = [], between = [];
        foreach (BuildNode node in order)
        {
            needs.AddRange(node.Derivation.InputSources.Where(sources.Add).Select(source => new BuildNeed(source, null, "", node)));
            foreach ((BuildNode input, string output) in node.Inputs.SelectMany(input => input.Outputs.Select(output => (input.Node, output))).Where(outputs.Add))
                (built.Contains(input) ? between : needs).Add(new BuildNeed(input.Outputs.GetValueOrDefault(output), input, output, node));
        }

        return new BuildPlan(order, needs, between);
    }

    private static StorePath? PathOf(Derivation derivation, DerivationOutput output, StorePathFactory factory) => output switch
    {
        InputAddressedOutput stated => stated.Path,
        FixedOutput known => factory.FixedOutput(derivation.OutputObjectName(known.Name), known.Address),
        _ => null,
    };

    private static List<BuildNode> Ordered(BuildNode root)
    {
        List<BuildNode> order = [];
        Dictionary<BuildNode, bool> done = new() { [root] = false };
        // A stack of its own: graphs are hundreds deep.
        Stack<(BuildNode Node, int Next)> open = new([(root, 0)]);
        while (open.TryPop(out (BuildNode Node, int Next) at))
        {
            if (at.Next == at.Node.Inputs.Count)
            {
                done[at.Node] = true;
                order.Add(at.Node);
                continue;
            }

            open.Push((at.Node, at.Next + 1));
            BuildNode input = at.Node.Inputs[at.Next].Node;
            if (done.TryAdd(input, false))
                open.Push((input, 0));
            else if (!done[input])
                throw StoreErrors.CircleOfDerivations(input.Path.BaseName);
        }

        return order;
    }
}
