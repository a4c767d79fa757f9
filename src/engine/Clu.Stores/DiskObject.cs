using Clu.Binary;
using Clu.Nix.Archives;
using Clu.Nix.Hashing;
using Clu.Nix.Listings;
using Clu.Stores.Trees;

namespace Clu.Stores;

/// <summary>An object whose files are on disk.</summary>
/// <param name="place">The file, link or directory.</param>
public sealed class DiskObject(string place) : ObjectContent
{
    private readonly TreeObject _tree = new(() => ObjectTree.Read(place));

    /// <inheritdoc/>
    public override void WriteNar(Stream output)
    {
        using NarWriter writer = new(output);
        DiskNar.Write(place, writer);
    }

    /// <inheritdoc/>
    public override (Hash Hash, long Size) Unpack(string path, Action<long> advanced) => _tree.Unpack(path, advanced);

    /// <inheritdoc/>
    public override ListingNode List() => _tree.List();

    /// <inheritdoc/>
    public override bool CopyFile(IReadOnlyList<FileName> path, Stream output) => _tree.CopyFile(path, output);
}
