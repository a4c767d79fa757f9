using Clu.Binary;
using Clu.Nix.StorePaths;
using Clu.Nix.Wire;

namespace Clu.Nix.ServeProtocol;

/// <summary>How a connection begins: each side says its magic number and its version; the lower version holds.</summary>
public static class ServeHandshake
{
    /// <summary>The format that malformed data of the protocol is of.</summary>
    public const string Format = ServeMarks.Format;

    /// <summary>Begins as the client.</summary>
    /// <param name="input">What the server says; not a byte more than its handshake is taken.</param>
    /// <param name="output">Goes to the server.</param>
    /// <returns>The version that both speak.</returns>
    /// <exception cref="MalformedDataException">The other side does not speak the protocol, or none of its versions that clu speaks.</exception>
    public static ServeVersion AsClient(Stream input, Stream output)
    {
        ProtocolWriter writer = new(output, StoreDirectory.Default);
        writer.Number(ServeMarks.ClientMagic);
        writer.Number(ServeVersion.Newest.Number);
        writer.Flush();
        WireReader reader = new(input, ServeMarks.Format, embedded: true);
        ReadMagic(reader, ServeMarks.ServerMagic);
        return ReadVersion(reader);
    }

    /// <summary>Begins as the server.</summary>
    /// <param name="input">What the client says; not a byte more than its handshake is taken.</param>
    /// <param name="output">Goes to the client.</param>
    /// <returns>The version that both speak.</returns>
    /// <exception cref="MalformedDataException">The other side does not speak the protocol, or none of its versions that clu speaks.</exception>
    public static ServeVersion AsServer(Stream input, Stream output)
    {
        WireReader reader = new(input, ServeMarks.Format, embedded: true);
        ReadMagic(reader, ServeMarks.ClientMagic);
        // Before the client's version: there are clients that send it only when they know ours.
        ProtocolWriter writer = new(output, StoreDirectory.Default);
        writer.Number(ServeMarks.ServerMagic);
        writer.Number(ServeVersion.Newest.Number);
        writer.Flush();
        return ReadVersion(reader);
    }

    private static void ReadMagic(WireReader reader, ulong expected)
    {
        ulong magic = reader.Number("magic");
        if (magic != expected)
            throw reader.Malformed(0, "magic", MalformedReason.InvalidValue, $"0x{expected:x}", $"0x{magic:x}");
    }

    private static ServeVersion ReadVersion(WireReader reader)
    {
        long at = reader.Offset;
        // Nix looks at the lower 16 bits only; nobody sets more but by mistake.
        long number = reader.Number(ushort.MaxValue, "version");
        ServeVersion version = new((int)number & 0xff);
        if (number >> 8 != ServeVersion.Major || version < ServeVersion.Oldest)
            throw reader.Malformed(at, "version", MalformedReason.Unsupported, $"{ServeVersion.Oldest} or later of {ServeVersion.Major}", $"{number >> 8}.{number & 0xff}");
        return version < ServeVersion.Newest ? version : ServeVersion.Newest;
    }
}
