using Clu.Nix.Wire;

namespace Clu.Nix.ServeProtocol;

/// <summary>What a client wants of a build.</summary>
public sealed record ServeBuildOptions
{
    /// <summary>Seconds that it may say nothing; 0 for ever.</summary>
    public long MaxSilentTime { get; init; }

    /// <summary>Seconds that it may take; 0 for ever.</summary>
    public long Timeout { get; init; }

    /// <summary>Bytes that it may say; 0 for any number. Since 2.2.</summary>
    public ulong MaxLogSize { get; init; }

    /// <summary>How often to build again; Nix 2.8 and later know 0 only. Since 2.3.</summary>
    public long Repeats { get; init; }

    /// <summary>Whether building again must give the same. Since 2.3.</summary>
    public bool EnforceDeterminism { get; init; }

    /// <summary>Whether the folder of a failed build stays. Since 2.7.</summary>
    public bool KeepFailed { get; init; }

    internal static ServeBuildOptions Read(ProtocolReader reader, ServeVersion version) => new()
    {
        MaxSilentTime = reader.Wire.Number(ServeLimits.MaxNumber, "silent time"),
        Timeout = reader.Wire.Number(ServeLimits.MaxNumber, "timeout"),
        MaxLogSize = version.Minor >= 2 ? reader.Wire.Number("log size") : 0,
        Repeats = version.Minor >= 3 ? reader.Wire.Number(ServeLimits.MaxNumber, "repeats") : 0,
        EnforceDeterminism = version.Minor >= 3 && reader.Wire.Bool("determinism"),
        KeepFailed = version.Minor >= 7 && reader.Wire.Bool("keep failed"),
    };

    internal void Write(ProtocolWriter writer, ServeVersion version)
    {
        writer.Number(MaxSilentTime);
        writer.Number(Timeout);
        if (version.Minor >= 2)
            writer.Number(MaxLogSize);
        if (version.Minor >= 3)
        {
            writer.Number(Repeats);
            writer.Bool(EnforceDeterminism);
        }

        if (version.Minor >= 7)
            writer.Bool(KeepFailed);
    }
}
