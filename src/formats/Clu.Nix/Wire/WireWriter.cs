using System.Buffers.Binary;
using System.Text;
using Clu.Nix.Archives;

namespace Clu.Nix.Wire;

/// <summary>Writes what <see cref="WireReader"/> reads.</summary>
internal static class WireWriter
{
    public static void Number(Stream output, ulong value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        output.Write(bytes);
    }

    public static void String(Stream output, string text) => Bytes(output, Encoding.UTF8.GetBytes(text));

    public static void Bytes(Stream output, ReadOnlySpan<byte> bytes)
    {
        Number(output, (ulong)bytes.Length);
        output.Write(bytes);
        Span<byte> zeros = stackalloc byte[NarTokens.Alignment];
        zeros.Clear();
        output.Write(zeros[..NarTokens.Padding(bytes.Length)]);
    }
}
