using Clu.Nix.Hashing;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Nix.Wire;

namespace Clu.Nix.ServeProtocol;

/// <summary>What is known of an object, as a server tells it after the path.</summary>
internal static class ServePathInfo
{
    // Before 2.4 the hash is not told.
    private static readonly Hash _unknown = new(HashAlgorithm.Sha256, new byte[HashAlgorithm.Sha256.Size()]);

    public static StoreObjectInfo Read(ProtocolReader reader, StorePath path, ServeVersion version)
    {
        StorePath? deriver = reader.OptionalStorePath("deriver");
        List<StorePath> references = reader.StorePathList("reference");
        // What a download takes: the same, since nothing is packed.
        reader.Wire.Number("download size");
        long size = reader.Wire.Number(ServeLimits.MaxNarSize, "NAR size");
        return new StoreObjectInfo
        {
            Path = path,
            Deriver = deriver,
            References = references,
            NarSize = size,
            NarHash = version.HasHashes ? reader.Hash("NAR hash", HashAlgorithm.Sha256) : _unknown,
            ContentAddress = version.HasHashes ? reader.OptionalContentAddress("content address") : null,
            Signatures = version.HasHashes ? reader.Signatures() : [],
        };
    }

    public static void Write(ProtocolWriter writer, StoreObjectInfo info, ServeVersion version)
    {
        writer.OptionalStorePath(info.Deriver);
        writer.StorePathSet(info.References);
        writer.Number(info.NarSize);
        writer.Number(info.NarSize);
        if (!version.HasHashes)
            return;
        writer.Text(info.NarHash.Format(HashEncoding.Nix32));
        writer.OptionalContentAddress(info.ContentAddress);
        writer.Signatures(info.Signatures);
    }
}
