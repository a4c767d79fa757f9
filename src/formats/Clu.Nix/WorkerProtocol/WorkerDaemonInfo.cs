using Clu.Nix.Wire;

namespace Clu.Nix.WorkerProtocol;

/// <summary>What a daemon says of itself, by version.</summary>
internal static class WorkerDaemonInfo
{
    private const int FirstWithVersion = 33;
    private const int FirstWithTrust = 35;

    public static DaemonInfo Read(ProtocolReader reader, WorkerVersion version) => new(
        version.Has(FirstWithVersion) ? reader.Text("version of Nix") : null,
        version.Has(FirstWithTrust) ? Trust(reader) : DaemonTrust.Unknown);

    public static void Write(ProtocolWriter writer, DaemonInfo info, WorkerVersion version)
    {
        if (version.Has(FirstWithVersion))
            writer.Text(info.NixVersion ?? "");
        if (version.Has(FirstWithTrust))
            writer.Number((long)info.Trust);
    }

    public static DaemonTrust Trust(ProtocolReader reader) => (DaemonTrust)reader.Wire.Number((long)DaemonTrust.NotTrusted, "trust");
}
