using Clu.Binary;
using Clu.Images.Trees;
using Clu.Nix.Archives;
using Clu.Nix.Hashing;
using Clu.Nix.Listings;
using Clu.Stores.Trees;

namespace Clu.Stores;

/// <summary>An object whose files can be reached one by one: on disk, or in an image.</summary>
/// <param name="root">Finds the tree; called when it is needed.</param>
public sealed class TreeObject(Func<ImageNode> root) : ObjectContent
{
    /// <inheritdoc/>
    public override void WriteNar(Stream output)
    {
        using NarWriter writer = new(output);
        TreeNar.Write(root(), writer);
    }

    /// <inheritdoc/>
    public override (Hash Hash, long Size) Unpack(string path, Action<long> advanced)
    {
        using HashSink sink = new(HashAlgorithm.Sha256, new Meter(advanced));
        using NarWriter writer = new(sink);
        ObjectTree.Write(root(), path, writer);
        return (sink.Finish(), sink.Count);
    }

    /// <inheritdoc/>
    public override ListingNode List() => Node(root());

    /// <inheritdoc/>
    public override bool CopyFile(IReadOnlyList<FileName> path, Stream output)
    {
        ImageNode? node = root();
        foreach (FileName name in path)
            node = (node as ImageDirectory)?.Find(name);
        if (node is not ImageFile file)
            return false;
        using Stream content = file.Content.Open();
        content.CopyTo(output);
        return true;
    }

    private static ListingNode Node(ImageNode node) => node switch
    {
        ImageFile file => new ListingFile(file.Content.Length, ObjectTree.IsExecutable(file), null),
        ImageSymlink link => new ListingSymlink(System.Text.Encoding.UTF8.GetString(link.Target.Span)),
        ImageDirectory directory => new ListingDirectory(
            new(directory.Entries.ToDictionary(entry => entry.Key, entry => Node(entry.Value)))),
        _ => throw new InvalidOperationException($"a tree holds a {node.GetType().Name}"),
    };
}
