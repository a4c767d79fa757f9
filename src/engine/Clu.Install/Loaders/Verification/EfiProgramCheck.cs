using System.Buffers.Binary;

namespace Clu.Install.Loaders.Verification;

/// <summary>Checks a program for 64-bit UEFI by its header; PE/COFF, sections 2 and 3.</summary>
internal static class EfiProgramCheck
{
    private const int HeaderAt = 0x3C;
    private const int MostHeaderBytes = 4096;
    private const ushort X64 = 0x8664;

    /// <summary>What is wrong with it, as a phrase after its name; null for nothing.</summary>
    public static string? Problem(string file)
    {
        if (!File.Exists(file))
            return "is not there";
        using FileStream stream = File.OpenRead(file);
        byte[] head = new byte[MostHeaderBytes];
        int length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        if (length == 0)
            return "is empty";
        ReadOnlySpan<byte> span = head.AsSpan(0, length);
        if (length < HeaderAt + sizeof(int) || !span.StartsWith("MZ"u8))
            return "is no program for UEFI";
        int at = BinaryPrimitives.ReadInt32LittleEndian(span[HeaderAt..]);
        if (at < 0 || at > length - 6 || !span[at..].StartsWith("PE\0\0"u8))
            return "is no program for UEFI";
        return BinaryPrimitives.ReadUInt16LittleEndian(span[(at + 4)..]) == X64 ? null : "is a program for another processor";
    }
}
