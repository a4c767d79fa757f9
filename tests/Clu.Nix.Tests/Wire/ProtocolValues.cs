using Clu.Binary;
using Clu.Nix.StorePaths;
using Clu.Nix.Wire;

namespace Clu.Nix.Tests.Wire;

/// <summary>Reads a fixture of a protocol, writes back what it read, and cuts the fixture off at every byte.</summary>
internal static class ProtocolValues
{
    /// <summary>Reads bytes, all of them.</summary>
    public static T Read<T>(byte[] bytes, Func<ProtocolReader, T> read)
    {
        using MemoryStream input = new(bytes);
        ProtocolReader reader = new(input, "protocol", StoreDirectory.Default);
        T value = read(reader);
        Assert.True(reader.Wire.AtEnd());
        return value;
    }

    public static byte[] Write(Action<ProtocolWriter> write)
    {
        using MemoryStream output = new();
        write(new ProtocolWriter(output, StoreDirectory.Default));
        return output.ToArray();
    }

    /// <summary>The value in a file, which must be written to the same bytes and be refused when it is cut off.</summary>
    public static T RoundTrip<T>(string file, Func<ProtocolReader, T> read, Action<ProtocolWriter, T> write)
    {
        byte[] bytes = File.ReadAllBytes(file);
        T value = Read(bytes, read);
        Assert.Equal(bytes, Write(writer => write(writer, value)));
        AssertEveryCutIsRefused(bytes, read);
        return value;
    }

    public static void AssertEveryCutIsRefused<T>(byte[] bytes, Func<ProtocolReader, T> read)
    {
        for (int length = 0; length < bytes.Length; length++)
        {
            MalformedDataException error = Assert.Throws<MalformedDataException>(() => Read(bytes[..length], read));
            Assert.Equal(MalformedReason.Truncated, error.Reason);
        }
    }
}
