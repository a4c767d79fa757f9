using Clu.Nix.Hashing;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Nix.Wire;

namespace Clu.Nix.WorkerProtocol;

/// <summary>What is known of an object, with its path before it or without.</summary>
internal static class WorkerPathInfo
{
    /// <summary>The first version that knows who made an object, its signatures and its content address.</summary>
    private const int FirstWithTrust = 16;

    public static StoreObjectInfo Read(ProtocolReader reader, WorkerVersion version) => Read(reader, reader.StorePath("path"), version);

    public static StoreObjectInfo Read(ProtocolReader reader, StorePath path, WorkerVersion version)
    {
        StoreObjectInfo info = new()
        {
            Path = path,
            Deriver = reader.OptionalStorePath("deriver"),
            NarHash = reader.Hash("NAR hash", HashAlgorithm.Sha256),
            References = reader.StorePathList("reference"),
            RegistrationTime = Time(reader.Wire.Number(DateTimeOffset.MaxValue.ToUnixTimeSeconds(), "registration time")),
            NarSize = reader.Wire.Number(long.MaxValue, "NAR size"),
        };
        return version.Has(FirstWithTrust)
            ? info with { Ultimate = reader.Wire.Bool("ultimate"), Signatures = reader.Signatures(), ContentAddress = reader.OptionalContentAddress("content address") }
            : info;
    }

    public static void Write(ProtocolWriter writer, StoreObjectInfo info, WorkerVersion version)
    {
        writer.StorePath(info.Path);
        WriteUnkeyed(writer, info, version);
    }

    public static void WriteUnkeyed(ProtocolWriter writer, StoreObjectInfo info, WorkerVersion version)
    {
        writer.OptionalStorePath(info.Deriver);
        writer.Text(info.NarHash.Digits(HashEncoding.Base16));
        writer.StorePathSet(info.References);
        // A time that is not known is 0.
        writer.Number(info.RegistrationTime?.ToUnixTimeSeconds() ?? 0);
        writer.Number(info.NarSize);
        if (!version.Has(FirstWithTrust))
            return;
        writer.Bool(info.Ultimate);
        writer.Signatures(info.Signatures);
        writer.OptionalContentAddress(info.ContentAddress);
    }

    private static DateTimeOffset? Time(long seconds) => seconds == 0 ? null : DateTimeOffset.FromUnixTimeSeconds(seconds);
}
