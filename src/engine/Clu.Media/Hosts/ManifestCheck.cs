using System.Globalization;
using Clu.Binary;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;

namespace Clu.Media.Hosts;

/// <summary>Checks that the parts of a manifest agree: an installer reserves space and orders its work by what they say.</summary>
internal static class ManifestCheck
{
    /// <exception cref="MalformedDataException">They do not.</exception>
    public static void Run(MediumManifest manifest)
    {
        Dictionary<StorePath, StoreObjectInfo> objects = Objects(manifest);
        HashSet<string> names = [];
        HashSet<StorePath> needed = [];
        for (int i = 0; i < manifest.Hosts.Count; i++)
        {
            MediumHost host = manifest.Hosts[i];
            string where = string.Create(CultureInfo.InvariantCulture, $"{ManifestKeys.Hosts}/{i}");
            if (!names.Add(host.Name))
                throw Wrong($"{where}/{ManifestKeys.Name}", "each name once", $"'{host.Name}' again");
            Closure(host, objects, $"{where}/{ManifestKeys.Closure}");
            Sizes(host, objects, where);
            Users(host, $"{where}/{ManifestKeys.Defaults}/{ManifestKeys.Users}");
            if (host.Offline is { } offline)
                Offline(host, offline, objects, $"{where}/{ManifestKeys.Offline}");
            needed.UnionWith(host.All);
        }

        if (objects.Keys.FirstOrDefault(path => !needed.Contains(path)) is { } idle)
            throw Wrong(ManifestKeys.Objects, "objects that a host needs", $"'{idle}'");
    }

    private static Dictionary<StorePath, StoreObjectInfo> Objects(MediumManifest manifest)
    {
        Dictionary<StorePath, StoreObjectInfo> objects = [];
        StorePath? last = null;
        foreach (StoreObjectInfo info in manifest.Objects)
        {
            if (last is not null && info.Path <= last)
                throw ManifestKeys.Document.Malformed(ManifestKeys.Objects, MalformedReason.OutOfOrder, $"a path after '{last}'", $"'{info.Path}'");
            objects.Add(last = info.Path, info);
        }

        return objects;
    }

    /// <summary>Closed, each member once, after all that it refers to, and the toplevel last.</summary>
    private static void Closure(MediumHost host, Dictionary<StorePath, StoreObjectInfo> objects, string where)
    {
        InOrder(host.Closure, [], objects, where);
        if (host.Closure.Count == 0 || host.Closure[^1] != host.Toplevel)
            throw Wrong(where, $"the toplevel '{host.Toplevel}' at the end", host.Closure.Count == 0 ? "nothing" : $"'{host.Closure[^1]}'");
    }

    /// <summary>Closed together with the host's own closure, of which it repeats nothing; whatever it names is in one of the two.</summary>
    private static void Offline(MediumHost host, HostOffline offline, Dictionary<StorePath, StoreObjectInfo> objects, string where)
    {
        HashSet<StorePath> all = [.. host.Closure];
        InOrder(offline.Closure, all, objects, $"{where}/{ManifestKeys.Closure}");
        Int128 size = 0;
        foreach (StorePath path in offline.Closure)
            size += objects[path].NarSize;
        if (offline.ClosureSize != size)
            throw Wrong($"{where}/{ManifestKeys.ClosureSize}", size.ToString(CultureInfo.InvariantCulture), offline.ClosureSize.ToString(CultureInfo.InvariantCulture));
        if (offline.Roots.FirstOrDefault(path => !all.Contains(path)) is { } absent)
            throw Wrong(where, "names of what the host has", $"'{absent}'");
    }

    private static void InOrder(IReadOnlyList<StorePath> paths, HashSet<StorePath> before, Dictionary<StorePath, StoreObjectInfo> objects, string where)
    {
        foreach (StorePath path in paths)
        {
            if (!objects.TryGetValue(path, out StoreObjectInfo? info))
                throw Wrong(where, "members that are among the objects", $"'{path}'");
            if (!before.Add(path))
                throw Wrong(where, "each member once", $"'{path}' again");
            if (info.References.FirstOrDefault(reference => !before.Contains(reference)) is { } late)
                throw ManifestKeys.Document.Malformed(where, MalformedReason.OutOfOrder, $"'{late}' before '{path}'", "it later or nowhere");
        }
    }

    private static void Sizes(MediumHost host, Dictionary<StorePath, StoreObjectInfo> objects, string where)
    {
        Int128 size = 0;
        foreach (StorePath path in host.Closure)
            size += objects[path].NarSize;
        if (host.ClosureSize != size)
            throw Wrong($"{where}/{ManifestKeys.ClosureSize}", size.ToString(CultureInfo.InvariantCulture), host.ClosureSize.ToString(CultureInfo.InvariantCulture));
        if (host.OwnSize > host.ClosureSize)
            throw Wrong($"{where}/{ManifestKeys.OwnSize}", "at most the closure's size", host.OwnSize.ToString(CultureInfo.InvariantCulture));
    }

    private static void Users(MediumHost host, string where)
    {
        if (host.Defaults.Users.CountBy(user => user.Name).FirstOrDefault(count => count.Value > 1) is { Value: > 1 } name)
            throw Wrong(where, "each name once", $"'{name.Key}' again");
        if (host.Defaults.Users.Where(user => user.Uid is not null).CountBy(user => user.Uid!.Value).FirstOrDefault(count => count.Value > 1) is { Value: > 1 } uid)
            throw Wrong(where, "each number once", $"{uid.Key} again");
    }

    private static MalformedDataException Wrong(string field, string expected, string actual) =>
        ManifestKeys.Document.Malformed(field, MalformedReason.Inconsistent, expected, actual);
}
