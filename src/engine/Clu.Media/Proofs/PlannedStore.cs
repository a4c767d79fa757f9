using Clu.Media.Composing;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores;

namespace Clu.Media.Proofs;

/// <summary>The store that a medium would have, before it is made.</summary>
/// <param name="objects">What would be in it.</param>
internal sealed class PlannedStore(IEnumerable<MediumObject> objects) : IStore
{
    private readonly Dictionary<StorePath, MediumObject> _objects = objects.DistinctBy(o => o.Info.Path).ToDictionary(o => o.Info.Path);

    /// <inheritdoc/>
    public string Url => "the medium";

    /// <inheritdoc/>
    public StoreDirectory Directory => StoreDirectory.Default;

    /// <inheritdoc/>
    public StoreObjectInfo? Find(StorePath path) => _objects.GetValueOrDefault(path)?.Info;

    /// <inheritdoc/>
    public IReadOnlyList<StorePath> Paths() => [.. _objects.Keys.Order()];

    /// <inheritdoc/>
    public ObjectContent Open(StoreObjectInfo info) => new DiskObject(_objects[info.Path].PhysicalPath);

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
