using System.Text;
using Clu.Binary;
using Clu.Nix.Listings;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores;

namespace Clu.Install.Personalising;

/// <summary>The files of a closure in a store: of the medium, or of the target. Links are followed as long as they stay in the store.</summary>
/// <param name="store">The store.</param>
/// <param name="toplevel">The system.</param>
public sealed class StoreTargetFiles(IStore store, StorePath toplevel) : ITargetFiles
{
    private const int MostLinks = 40;
    private const long LongestText = 4 << 20;

    private readonly Dictionary<StorePath, ListingNode?> _listings = [];

    /// <inheritdoc/>
    public string? ReadText(string path)
    {
        if (Resolve(path, followLast: true) is not { Node: ListingFile file } found || file.Size > LongestText)
            return null;
        using MemoryStream text = new();
        new StoreFiles(store).Copy(found.Object, string.Join('/', found.Path), text);
        return Encoding.UTF8.GetString(text.GetBuffer().AsSpan(0, (int)text.Length));
    }

    /// <inheritdoc/>
    public bool Has(string path) => Resolve(path, followLast: false) is not null;

    /// <inheritdoc/>
    public IReadOnlyList<string> List(string path) =>
        Resolve(path, followLast: true) is { Node: ListingDirectory folder } ? [.. folder.Entries.Keys.Select(name => name.ToString())] : [];

    /// <summary>Walks from the toplevel, name by name, through links; null where nothing is or a link leaves the store.</summary>
    private Place? Resolve(string path, bool followLast)
    {
        StorePath current = toplevel;
        if (path.StartsWith('/'))
        {
            if (!store.Directory.TryParseInside(path, out StorePath? named, out path))
                return null;
            current = named;
        }

        Stack<string> ahead = new(path.Split('/', StringSplitOptions.RemoveEmptyEntries).Reverse());
        List<string> walked = [];
        int links = 0;
        while (true)
        {
            if (NodeAt(current, walked) is not { } node)
                return null;
            if (node is ListingSymlink link && (followLast || ahead.Count > 0))
            {
                if (++links > MostLinks || !TryFollow(link, ref current, walked, ahead))
                    return null;
                continue;
            }

            if (ahead.Count == 0)
                return new Place(current, [.. walked], node);
            string name = ahead.Pop();
            if (name == ".")
                continue;
            if (name != "..")
                walked.Add(name);
            else if (walked.Count > 0)
                walked.RemoveAt(walked.Count - 1);
            else
                return null;
        }
    }

    private bool TryFollow(ListingSymlink link, ref StorePath current, List<string> walked, Stack<string> ahead)
    {
        string rest = link.Target;
        if (link.Target.StartsWith('/'))
        {
            if (!store.Directory.TryParseInside(link.Target, out StorePath? other, out rest))
                return false;
            current = other;
            walked.Clear();
        }
        else if (walked.Count > 0)
        {
            walked.RemoveAt(walked.Count - 1);
        }
        else
        {
            return false;
        }

        foreach (string name in rest.Split('/', StringSplitOptions.RemoveEmptyEntries).Reverse())
            ahead.Push(name);
        return true;
    }

    private ListingNode? NodeAt(StorePath path, List<string> names)
    {
        if (!_listings.TryGetValue(path, out ListingNode? node))
            _listings[path] = node = store.Find(path) is { } info ? store.Open(info).List() : null;
        foreach (string name in names)
        {
            node = node is ListingDirectory folder && FileName.TryCreate(Encoding.UTF8.GetBytes(name), out FileName key)
                ? folder.Entries.GetValueOrDefault(key)
                : null;
        }

        return node;
    }

    private sealed record Place(StorePath Object, IReadOnlyList<string> Path, ListingNode Node);
}
