using Clu.Systems.Toml;

namespace Clu.Install.Layouts;

/// <summary>What lies on what in a layout.</summary>
internal sealed class LayoutGraph
{
    private readonly DiskLayout _layout;
    private readonly Dictionary<string, object> _things = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<object>> _users = new(StringComparer.Ordinal);

    /// <exception cref="Clu.Binary.CluException">CLU0601: a name is there twice. CLU0602: something lies on what is not there, or on itself.</exception>
    public LayoutGraph(DiskLayout layout)
    {
        _layout = layout;
        foreach (LayoutPartition partition in layout.Partitions)
            Add(partition.Name, partition);
        foreach (LayoutRaid raid in layout.Raids)
            Add(raid.Name, raid);
        foreach (LayoutLuks luks in layout.Luks)
            Add(luks.Name, luks);
        foreach (LayoutGroup group in layout.Groups)
            Add(group.Name, group);
        foreach (LayoutVolume volume in layout.Volumes)
            Add(volume.Name, volume);
        foreach (object thing in Everything())
        {
            foreach (string below in Below(thing))
                Use(thing, below);
        }

        Layers = Sort();
    }

    /// <summary>Arrays, LUKS volumes and groups in rounds: each lies only on what is there before its round.</summary>
    public IReadOnlyList<IReadOnlyList<object>> Layers { get; }

    /// <summary>What has that name.</summary>
    public object this[string name] => _things[name];

    /// <summary>What lies on it.</summary>
    public IReadOnlyList<object> Users(string name) => _users.GetValueOrDefault(name) ?? [];

    /// <summary>Everything below a thing, itself included.</summary>
    public IEnumerable<object> Down(string name) => Below(_things[name]).SelectMany(Down).Prepend(_things[name]);

    /// <summary>Whether it lies, at last, on something encrypted.</summary>
    public bool IsEncrypted(string name) => Down(name).OfType<LayoutLuks>().Any();

    /// <summary>As messages call it.</summary>
    public static string Title(object thing) => thing switch
    {
        LayoutPartition partition => $"the partition '{partition.Name}'",
        LayoutRaid raid => $"the array '{raid.Name}'",
        LayoutLuks luks => $"the LUKS volume '{luks.Name}'",
        LayoutGroup group => $"the group '{group.Name}'",
        LayoutVolume volume => $"the volume '{volume.Name}'",
        LayoutFileSystem fileSystem => $"the {FileSystemTypes.Word(fileSystem.Type)} on '{fileSystem.On}'",
        _ => "the swap",
    };

    private static IReadOnlyList<string> Below(object thing) => thing switch
    {
        LayoutRaid raid => raid.Members,
        LayoutLuks luks => [luks.On],
        LayoutGroup group => group.On,
        LayoutVolume volume => [volume.Group],
        LayoutFileSystem fileSystem => [fileSystem.On],
        LayoutSwap { On: { } on } => [on],
        _ => [],
    };

    private IEnumerable<object> Everything() => [.. _things.Values, .. _layout.FileSystems, .. _layout.Swaps];

    private void Add(string name, object thing)
    {
        if (!_things.TryAdd(name, thing))
            throw InstallErrors.LayoutNames(_layout.Name, $"{Title(_things[name])} and {Title(thing)} have the same name");
    }

    private void Use(object user, string name)
    {
        if (!_things.TryGetValue(name, out object? below))
            throw InstallErrors.LayoutPlacing(_layout.Name, $"{Title(user)} lies on '{name}', which is not there", EditDistance.Nearest(name, _things.Keys));
        if (user is LayoutVolume != below is LayoutGroup)
            throw InstallErrors.LayoutPlacing(_layout.Name, $"{Title(user)} cannot lie on {Title(below)}: only volumes lie on groups, and on nothing else");
        if (!_users.TryGetValue(name, out List<object>? users))
            _users.Add(name, users = []);
        users.Add(user);
    }

    private List<IReadOnlyList<object>> Sort()
    {
        HashSet<string> ready = new(_layout.Partitions.Select(partition => partition.Name), StringComparer.Ordinal);
        List<object> waiting = [.. _layout.Raids, .. _layout.Luks, .. _layout.Groups];
        List<IReadOnlyList<object>> layers = [];
        while (waiting.Count > 0)
        {
            // One kind at a time, so that each round is one step of the plan.
            object[] open = [.. waiting.Where(thing => Below(thing).All(ready.Contains))];
            if (open.Length == 0)
                throw InstallErrors.LayoutPlacing(_layout.Name, $"{Title(waiting[0])} lies, at last, on itself");
            object[] round = [.. open.Where(thing => thing.GetType() == open[0].GetType())];
            layers.Add(round);
            waiting.RemoveAll(round.Contains);
            foreach (object thing in round)
                Offer(thing, ready);
        }

        return layers;
    }

    private void Offer(object thing, HashSet<string> ready)
    {
        if (thing is LayoutGroup group)
            ready.UnionWith(_layout.Volumes.Where(volume => volume.Group == group.Name).Select(volume => volume.Name));
        else
            ready.Add(thing is LayoutRaid raid ? raid.Name : ((LayoutLuks)thing).Name);
    }
}
