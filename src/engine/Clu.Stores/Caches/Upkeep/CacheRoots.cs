using Clu.Binary;
using Clu.Nix.BinaryCaches;
using Clu.Nix.StorePaths;

namespace Clu.Stores.Caches.Upkeep;

/// <summary>The roots of a cache: files <c>roots/NAME</c> in it, which Nix never looks at.</summary>
/// <param name="cache">The cache.</param>
public sealed class CacheRoots(BinaryCacheStore cache)
{
    /// <summary>What stands before the name.</summary>
    internal const string Folder = "roots/";

    /// <summary>All of them, by name.</summary>
    /// <exception cref="CluException">CLU0312: the cache cannot be listed. CLU0318: one is malformed.</exception>
    public IReadOnlyList<CacheRoot> List() =>
        [.. CacheInventory.FilesOf(cache).Where(IsRoot).Select(file => Read(file.Name)).OfType<CacheRoot>().OrderBy(root => root.Name.Text, StringComparer.Ordinal)];

    /// <summary>Sets a root; one of that name is replaced.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="paths">What it keeps; at least one.</param>
    /// <exception cref="CluException">CLU0304: the cache does not have a path. CLU0317: it can only be read.</exception>
    public void Set(CacheRootName name, IReadOnlyCollection<StorePath> paths)
    {
        if (cache.Missing(paths) is [var missing, ..])
            throw StoreErrors.UnknownPath(cache.Directory.Print(missing), cache.Url);
        cache.Files.Write(Folder + name, CacheRootText.Write(paths, cache.Directory));
    }

    /// <summary>Removes a root; what it kept goes with the next prune, unless another keeps it.</summary>
    /// <exception cref="CluException">CLU0354: there is none of that name.</exception>
    public void Remove(CacheRootName name)
    {
        CacheFile file = CacheInventory.FilesOf(cache).FirstOrDefault(file => file.Name == Folder + name) ?? throw StoreErrors.NoSuchRoot(name.Text, cache.Url);
        cache.Files.Delete([file]);
    }

    internal static bool IsRoot(CacheFile file) => file.Name.StartsWith(Folder, StringComparison.Ordinal) && !file.IsTemporary;

    /// <summary>Reads one; null when it has gone.</summary>
    internal CacheRoot? Read(string file)
    {
        try
        {
            if (!CacheRootName.TryCreate(file[Folder.Length..], out CacheRootName? name))
                throw new MalformedDataException("root of a cache", -1, "name", MalformedReason.InvalidValue, "letters, digits and +-._=", $"'{file}'");
            return cache.Files.Find(file, CacheRootText.MaxLength) is { } text ? new CacheRoot(name, CacheRootText.Read(text, cache.Directory)) : null;
        }
        catch (MalformedDataException e)
        {
            throw StoreErrors.MalformedEntry($"{cache.Url}/{file}", e);
        }
    }
}
