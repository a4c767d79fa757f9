using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores.Local;

namespace Clu.Media.Composing;

/// <summary>Finds the closures that a profile carries besides the live system.</summary>
internal static class StoreContents
{
    /// <summary>Reads the closures of paths in stores of this machine.</summary>
    /// <param name="paths">Each <c>ROOT/nix/store/HASH-NAME</c>; ROOT is empty for this machine's own store.</param>
    /// <exception cref="Clu.Binary.CluException">CLU0526: one is not valid in its store.</exception>
    public static IEnumerable<MediumObject> Read(IReadOnlyList<string> paths)
    {
        foreach (IGrouping<string, string> group in paths.GroupBy(RootOf))
        {
            using LocalStore store = LocalStore.OpenReadOnly(group.Key.Length == 0 ? "/" : group.Key) ?? throw MediaErrors.MissingStoreContent(group.First());
            StorePath[] roots = [.. group.Select(path => Find(store, path))];
            foreach (StoreObjectInfo info in store.Closure(roots))
                yield return new MediumObject(info, store.PhysicalPath(info.Path));
        }
    }

    /// <summary>Opens the store that has a path; null when none of this machine has.</summary>
    /// <param name="path"><c>ROOT/nix/store/HASH-NAME</c>.</param>
    /// <param name="found">The path in that store.</param>
    public static LocalStore? Open(string path, out StorePath? found)
    {
        found = null;
        int at = path.LastIndexOf("/nix/store/", StringComparison.Ordinal);
        if (at < 0 || LocalStore.OpenReadOnly(at == 0 ? "/" : path[..at]) is not { } store)
            return null;
        if (store.Directory.TryParse(path[at..].TrimEnd('/'), out found) && store.Find(found) is not null)
            return store;
        store.Dispose();
        return null;
    }

    private static string RootOf(string path)
    {
        int at = path.LastIndexOf("/nix/store/", StringComparison.Ordinal);
        return at < 0 ? throw MediaErrors.MissingStoreContent(path) : path[..at];
    }

    private static StorePath Find(LocalStore store, string path)
    {
        string inside = path[RootOf(path).Length..];
        return store.Directory.TryParse(inside, out StorePath? found) && store.Find(found) is not null
            ? found
            : throw MediaErrors.MissingStoreContent(path);
    }
}
