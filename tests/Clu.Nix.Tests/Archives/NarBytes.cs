using System.Buffers.Binary;
using System.Text;
using Clu.Nix.Archives;

namespace Clu.Nix.Tests.Archives;

/// <summary>Archives in memory: as clu writes them, and word by word as nobody should.</summary>
internal static class NarBytes
{
    public static byte[] Write(Action<NarWriter> write)
    {
        using MemoryStream output = new();
        using NarWriter writer = new(output);
        write(writer);
        return output.ToArray();
    }

    public static byte[] Copy(byte[] archive, NarLimits? limits = null) => Write(writer => new NarReader(new MemoryStream(archive), limits).CopyTo(writer));

    /// <summary>Strings of the format: words separated by spaces; '' is the empty one.</summary>
    public static byte[] Words(string words) => [.. words.Split(' ').SelectMany(word => String(word == "''" ? "" : word))];

    /// <summary>One string of the format.</summary>
    public static byte[] String(string text)
    {
        byte[] bytes = Encoding.Latin1.GetBytes(text);
        return [.. Length((ulong)bytes.Length), .. bytes, .. new byte[-bytes.Length & 7]];
    }

    public static byte[] Length(ulong value)
    {
        byte[] bytes = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        return bytes;
    }
}
