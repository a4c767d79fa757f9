using Clu.Media.Composing;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores;

namespace Clu.Install.DiskImages;

/// <summary>Objects whose files are on this machine, as a store.</summary>
internal sealed class ObjectStore(IReadOnlyList<MediumObject> objects) : IStore
{
    private readonly Dictionary<StorePath, MediumObject> _objects = objects.ToDictionary(o => o.Info.Path);

    public string Url => "the image";

    public StoreDirectory Directory => StoreDirectory.Default;

    public StoreObjectInfo? Find(StorePath path) => _objects.GetValueOrDefault(path)?.Info;

    public IReadOnlyList<StorePath> Paths() => [.. _objects.Keys.Order()];

    public ObjectContent Open(StoreObjectInfo info) => new DiskObject(_objects[info.Path].PhysicalPath);

    public void Dispose()
    {
    }
}
