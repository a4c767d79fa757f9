using System.Collections.Concurrent;
using System.Text;
using Clu.Binary;
using Clu.Nix.Listings;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;

namespace Clu.Stores.Closures;

/// <summary>
/// The files of a closure as a system sees them that has nothing but this closure: links are followed from object to object, and what leads
/// out of the closure leads to nothing. Safe for several threads.
/// </summary>
/// <param name="store">Where the objects are.</param>
/// <param name="closure">The objects.</param>
public sealed class ClosureFiles(IStore store, IReadOnlyCollection<StoreObjectInfo> closure)
{
    /// <summary>Links followed for one path; Linux's number.</summary>
    private const int MaxLinks = 40;

    private readonly Dictionary<StorePath, StoreObjectInfo> _members = closure.ToDictionary(info => info.Path);
    private readonly ConcurrentDictionary<StorePath, ListingNode> _listings = new();

    /// <summary>The objects.</summary>
    public IReadOnlyCollection<StoreObjectInfo> Objects => closure;

    /// <summary>The store directory of their paths.</summary>
    public StoreDirectory Directory => store.Directory;

    /// <summary>The file or directory that a path leads to; null when the closure has none.</summary>
    /// <param name="path">Absolute.</param>
    /// <exception cref="CluException">The store does not deliver.</exception>
    public ClosureNode? Find(string path)
    {
        for (int links = 0; links <= MaxLinks && Path.IsPathFullyQualified(path); links++)
        {
            path = Path.GetFullPath(path);
            if (!store.Directory.TryParseInside(path, out StorePath? inside, out string rest) || !_members.TryGetValue(inside, out StoreObjectInfo? info))
                return null;
            string[] names = rest.Split('/', StringSplitOptions.RemoveEmptyEntries);
            ListingNode? node = ListingOf(info);
            int at = 0;
            for (; at < names.Length && node is ListingDirectory directory; at++)
                node = FileName.TryCreate(Encoding.UTF8.GetBytes(names[at]), out FileName name) ? directory.Entries.GetValueOrDefault(name) : null;
            if (node is ListingSymlink link)
            {
                string self = store.Directory.Print(inside) + string.Concat(names.Take(at).Select(name => $"/{name}"));
                path = Path.Join(Path.GetFullPath(link.Target, Path.GetDirectoryName(self)!), string.Join('/', names.Skip(at)));
                continue;
            }

            return node is null || at < names.Length ? null : new ClosureNode(info, [.. names.Select(FileName.From)], node);
        }

        return null;
    }

    /// <summary>Whether a path leads to a regular file.</summary>
    public bool HasFile(string path) => Find(path)?.Node is ListingFile;

    /// <summary>The content of a regular file; null where the closure has none, or one that is longer.</summary>
    /// <param name="path">Absolute.</param>
    /// <param name="most">Bytes.</param>
    public byte[]? Read(string path, long most)
    {
        if (Find(path) is not { Node: ListingFile file } node || file.Size > most)
            return null;
        using MemoryStream content = new((int)file.Size);
        return store.Open(node.Object).CopyFile(node.Names, content) ? content.ToArray() : null;
    }

    /// <summary>Contents of the regular files of an object that are not longer than some bytes, in the order of their names.</summary>
    public IEnumerable<byte[]> Texts(StoreObjectInfo info, long most)
    {
        ObjectContent content = store.Open(info);
        Stack<(ListingNode Node, IReadOnlyList<FileName> Names)> open = new([(ListingOf(info), [])]);
        while (open.TryPop(out (ListingNode Node, IReadOnlyList<FileName> Names) at))
        {
            if (at.Node is ListingDirectory directory)
            {
                foreach ((FileName name, ListingNode node) in directory.Entries.Reverse())
                    open.Push((node, [.. at.Names, name]));
            }
            else if (at.Node is ListingFile file && file.Size <= most)
            {
                using MemoryStream text = new((int)file.Size);
                if (content.CopyFile(at.Names, text))
                    yield return text.ToArray();
            }
        }
    }

    /// <summary>The tree of an object of the closure.</summary>
    public ListingNode ListingOf(StoreObjectInfo info) => _listings.GetOrAdd(info.Path, _ => store.Open(info).List());
}
