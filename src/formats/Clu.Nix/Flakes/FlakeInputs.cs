using Clu.Binary;
using Clu.Nix.ContentAddresses;
using Clu.Nix.Hashing;
using Clu.Nix.StorePaths;

namespace Clu.Nix.Flakes;

/// <summary>
/// The store objects that a locked flake is evaluated from. Nix fetches nothing whose object is valid: the path follows from the hash in the lock
/// file alone, wherever the input comes from.
/// </summary>
public static class FlakeInputs
{
    /// <summary>Name of every object that Nix makes of an input.</summary>
    public const string ObjectName = "source";

    /// <summary>All inputs, those of inputs too, each object once; near ones first, then by name.</summary>
    /// <exception cref="MalformedDataException">One is locked without a hash, or follows what is not there.</exception>
    public static IReadOnlyList<FlakeInput> Of(FlakeLock locked, StorePathFactory? factory = null)
    {
        List<FlakeInput> inputs = [];
        HashSet<StorePath> seen = [];
        HashSet<string> entered = [locked.Root];
        Queue<(string Name, FlakeLockNode Node)> open = new([("", locked.Nodes[locked.Root])]);
        while (open.TryDequeue(out (string Name, FlakeLockNode Node) at))
        {
            foreach ((string input, FlakeLockInput leads) in at.Node.Inputs.OrderBy(input => input.Key, StringComparer.Ordinal))
            {
                if (leads is not FlakeLockInput.Node { Key: string key } || !entered.Add(key))
                    continue;
                string name = at.Name.Length == 0 ? input : $"{at.Name}/{input}";
                FlakeLockNode node = locked.Nodes[key];
                if (PathOf(node, name, factory ?? StorePathFactory.Default) is { } path && seen.Add(path))
                    inputs.Add(new FlakeInput(name, path, node.Locked!));
                open.Enqueue((name, node));
            }
        }

        return inputs;
    }

    /// <summary>What the flake itself calls its inputs: names to paths. An input that follows another has the other's path.</summary>
    /// <inheritdoc cref="Of" path="/exception"/>
    public static IReadOnlyDictionary<string, FlakeInput> Direct(FlakeLock locked, StorePathFactory? factory = null)
    {
        SortedDictionary<string, FlakeInput> direct = new(StringComparer.Ordinal);
        foreach (string name in locked.Nodes[locked.Root].Inputs.Keys)
        {
            FlakeLockNode node = locked.Nodes[Follow(locked, [name])];
            if (PathOf(node, name, factory ?? StorePathFactory.Default) is { } path)
                direct.Add(name, new FlakeInput(name, path, node.Locked!));
        }

        return direct;
    }

    /// <summary>The key of the node at the end of a path of names; what follows is followed, though not for ever.</summary>
    private static string Follow(FlakeLock locked, IReadOnlyList<string> path)
    {
        List<string> left = [.. path];
        string at = locked.Root;
        for (int steps = 0; left.Count > 0; steps++)
        {
            if (steps > locked.Nodes.Count || locked.Nodes[at].Inputs.GetValueOrDefault(left[0]) is not { } input)
                throw Malformed($"an input '{string.Join('/', path)}'", "none, or a circle");
            left.RemoveAt(0);
            if (input is FlakeLockInput.Node node)
                at = node.Key;
            else
                (at, left) = (locked.Root, [.. ((FlakeLockInput.Follows)input).Path, .. left]);
        }

        return at;
    }

    /// <summary>Null for what lies inside of another flake: it is there with that.</summary>
    private static StorePath? PathOf(FlakeLockNode node, string name, StorePathFactory factory)
    {
        if (node.Locked is not { } locked)
            return null;
        if (locked.Text("narHash") is { } hash)
            return factory.Source(ObjectName, Parse(hash, name), StoreReferences.None);
        return locked.Type == "path" && locked.Text("path") is { } path && !path.StartsWith('/') ? null : throw Malformed($"a narHash for '{name}'", "none");
    }

    private static Hash Parse(string text, string name)
    {
        try
        {
            return Hash.Parse(text);
        }
        catch (Exception e) when (e is MalformedDataException or FormatException)
        {
            throw Malformed($"a narHash for '{name}'", $"'{text}'");
        }
    }

    private static MalformedDataException Malformed(string expected, string actual) => new("flake.lock", -1, "nodes", MalformedReason.Inconsistent, expected, actual);
}
