using Clu.Binary;
using Clu.Nix.Hashing;
using Clu.Nix.NarInfos;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;

namespace Clu.Stores.Caches;

/// <summary>A packed archive as caches and bundles hold it.</summary>
/// <param name="Hash">SHA-256 of the packed bytes.</param>
/// <param name="Size">Number of packed bytes.</param>
internal sealed record NarFile(Hash Hash, long Size)
{
    /// <summary>Packs the archive of an object, and checks that it is the one that was promised.</summary>
    /// <param name="info">The object.</param>
    /// <param name="content">Writes its archive.</param>
    /// <param name="directory">The store's directory, for errors.</param>
    /// <param name="compression">How to pack.</param>
    /// <param name="level">As <see cref="NarCodec.Pack"/> has it.</param>
    /// <param name="output">Gets the packed bytes; not disposed.</param>
    /// <param name="advanced">Told bytes that were not packed yet.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="CluException">CLU0310: the archive is another one.</exception>
    public static NarFile Pack(
        StoreObjectInfo info,
        ObjectContent content,
        StoreDirectory directory,
        NarCompression compression,
        int? level,
        Stream output,
        Action<long> advanced,
        CancellationToken cancel)
    {
        using HashSink packed = new(HashAlgorithm.Sha256, output);
        using HashSink unpacked = new(HashAlgorithm.Sha256);
        using (Stream packer = NarCodec.Pack(compression, level, info.NarSize, packed))
        {
            using Fork fork = new([unpacked, new Meter(bytes =>
            {
                cancel.ThrowIfCancellationRequested();
                advanced(bytes);
            }), packer]);
            content.WriteNar(fork);
        }

        ObjectCheck.Verify(info, unpacked.Finish(), unpacked.Count, directory);
        return new NarFile(packed.Finish(), packed.Count);
    }
}
