using Clu.Binary;
using Clu.Nix.Exports;
using Clu.Nix.Hashing;
using Clu.Nix.StoreObjects;

namespace Clu.Stores.Exports;

/// <summary>Writes objects of a store as <c>nix-store --export</c> does.</summary>
public static class StoreExport
{
    /// <summary>Writes an export.</summary>
    /// <param name="store">Where the objects are.</param>
    /// <param name="objects">What is referred to before what refers.</param>
    /// <param name="output">Gets the bytes.</param>
    /// <param name="advanced">Told the bytes of the archives, piece by piece.</param>
    /// <exception cref="CluException">CLU0310: an object is not what its store says. The export has no end then, so that nobody takes it for whole.</exception>
    public static void Write(IStore store, IEnumerable<StoreObjectInfo> objects, Stream output, Action<StoreObjectInfo, long> advanced)
    {
        ExportWriter writer = new(output, store.Directory);
        foreach (StoreObjectInfo info in objects)
        {
            writer.Write(info, archive =>
            {
                using HashSink nar = new(info.NarHash.Algorithm, archive);
                using Caches.Fork fork = new([nar, new Meter(count => advanced(info, count))]);
                store.Open(info).WriteNar(fork);
                ObjectCheck.Verify(info, nar.Finish(), nar.Count, store.Directory);
            });
        }

        writer.Finish();
    }
}
