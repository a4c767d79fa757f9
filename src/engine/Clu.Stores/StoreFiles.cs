using System.Text;
using Clu.Binary;
using Clu.Nix.Listings;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;

namespace Clu.Stores;

/// <summary>Files in the objects of any store, by their path. Links are not followed.</summary>
/// <param name="store">The store.</param>
public sealed class StoreFiles(IStore store)
{
    /// <summary>What is at a path.</summary>
    /// <param name="path">The object.</param>
    /// <param name="rest">The path in it; empty for the object itself.</param>
    /// <exception cref="CluException">CLU0304: the store does not have the object. CLU0322: there is no such file in it.</exception>
    public ListingNode List(StorePath path, string rest)
    {
        ListingNode? node = Open(path).List();
        foreach (FileName name in Names(path, rest))
            node = node is ListingDirectory directory ? directory.Entries.GetValueOrDefault(name) : null;
        return node ?? throw StoreErrors.NoSuchFile(store.Directory.Print(path) + rest, store.Url);
    }

    /// <summary>Copies the content of a file.</summary>
    /// <exception cref="CluException">CLU0304: the store does not have the object. CLU0322: there is no such file in it, or it is a directory or a link.</exception>
    public void Copy(StorePath path, string rest, Stream output)
    {
        if (!Open(path).CopyFile(Names(path, rest), output))
            throw StoreErrors.NoSuchFile(store.Directory.Print(path) + rest, store.Url);
    }

    private ObjectContent Open(StorePath path)
    {
        StoreObjectInfo info = store.Find(path) ?? throw StoreErrors.UnknownPath(store.Directory.Print(path), store.Url);
        return store.Open(info);
    }

    private FileName[] Names(StorePath path, string rest) =>
        [.. rest.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(part => FileName.TryCreate(Encoding.UTF8.GetBytes(part), out FileName name)
            ? name
            : throw StoreErrors.NoSuchFile(store.Directory.Print(path) + rest, store.Url))];
}
