using System.Text;
using Clu.Binary;
using Clu.Images.Trees;

namespace Clu.Systems.Reference.Environments;

/// <summary>
/// Merges the same folder of many store objects into one tree of links: a file becomes a link to its place in the store, a link keeps its
/// target, and a folder that one object alone has becomes one link where nothing inside would notice.
/// </summary>
/// <param name="replace">
/// May give another node for a path below the folder, for example a link to a privileged copy; null keeps what is there.
/// </param>
/// <param name="fold">Whether a folder that one object alone has may become one link.</param>
internal sealed class MergedTree(Func<string, ImageNode?>? replace = null, bool fold = true)
{
    /// <summary>One object's share.</summary>
    /// <param name="Location">Absolute path of the folder in the store.</param>
    /// <param name="Folder">Its entries.</param>
    public sealed record Source(string Location, ImageDirectory Folder);

    /// <summary>Merges folders.</summary>
    /// <exception cref="CluException">CLU0440: two objects have a file of the same name that is not the same.</exception>
    public ImageDirectory Merge(IEnumerable<Source> sources) => Merge([.. sources], "");

    private ImageDirectory Merge(IReadOnlyList<Source> sources, string path)
    {
        SortedDictionary<FileName, List<(Source Source, ImageNode Node)>> byName = [];
        foreach (Source source in sources)
        {
            foreach ((FileName name, ImageNode node) in source.Folder.Entries)
            {
                if (!byName.TryGetValue(name, out List<(Source, ImageNode)>? nodes))
                    byName[name] = nodes = [];
                nodes.Add((source, node));
            }
        }

        ImageDirectory merged = new();
        foreach ((FileName name, List<(Source Source, ImageNode Node)> nodes) in byName)
        {
            string at = path.Length == 0 ? name.ToString() : $"{path}/{name}";
            merged.Add(name, replace?.Invoke(at) ?? MergeEntry(name, nodes, at));
        }

        return merged;
    }

    private ImageNode MergeEntry(FileName name, List<(Source Source, ImageNode Node)> nodes, string path)
    {
        (Source first, ImageNode node) = nodes[0];
        if (node is ImageDirectory folder)
        {
            foreach ((Source other, ImageNode otherNode) in nodes)
            {
                if (otherNode is not ImageDirectory)
                    throw SystemErrors.FileConflict(path, first.Location, other.Location);
            }

            return fold && nodes.Count == 1 && CanBeOneLink(folder, depth: 0, path)
                ? Link(first, name)
                : Merge([.. nodes.Select(n => new Source(Join(n.Source.Location, name), (ImageDirectory)n.Node))], path);
        }

        foreach ((Source other, ImageNode otherNode) in nodes.Skip(1))
        {
            if (!Same(node, otherNode))
                throw SystemErrors.FileConflict(path, first.Location, other.Location);
        }

        return node is ImageSymlink link ? link : Link(first, name);
    }

    /// <summary>A relative link that leaves the folder means something else when the folder is reached through a link.</summary>
    private bool CanBeOneLink(ImageDirectory folder, int depth, string path)
    {
        foreach ((FileName name, ImageNode node) in folder.Entries)
        {
            string at = $"{path}/{name}";
            if (replace?.Invoke(at) is not null)
                return false;
            bool fits = node switch
            {
                ImageDirectory child => CanBeOneLink(child, depth + 1, at),
                ImageSymlink link => StaysInside(Encoding.UTF8.GetString(link.Target.Span), depth),
                _ => true,
            };
            if (!fits)
                return false;
        }

        return true;
    }

    private static bool StaysInside(string target, int depth)
    {
        if (target.StartsWith('/'))
            return true;
        foreach (string part in target.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            depth += part switch
            {
                ".." => -1,
                "." => 0,
                _ => 1,
            };
            if (depth < 0)
                return false;
        }

        return true;
    }

    private static bool Same(ImageNode one, ImageNode other)
    {
        switch (one, other)
        {
            case (ImageSymlink a, ImageSymlink b):
                return a.Target.Span.SequenceEqual(b.Target.Span);
            case (ImageFile a, ImageFile b):
                if (a.Content.Length != b.Content.Length || a.Mode != b.Mode)
                    return false;
                using (Stream contentA = a.Content.Open())
                using (Stream contentB = b.Content.Open())
                    return System.Security.Cryptography.SHA256.HashData(contentA).AsSpan().SequenceEqual(System.Security.Cryptography.SHA256.HashData(contentB));
            default:
                return false;
        }
    }

    private static ImageSymlink Link(Source source, FileName name) => new(Join(source.Location, name));

    private static string Join(string location, FileName name) => $"{location}/{name}";
}
