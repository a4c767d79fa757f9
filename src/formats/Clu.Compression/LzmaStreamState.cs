using System.Runtime.InteropServices;

namespace Clu.Compression;

/// <summary>lzma_stream (lzma/base.h): where a coder reads and writes.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct LzmaStreamState
{
    internal byte* NextIn;
    internal nuint AvailableIn;
    internal ulong TotalIn;
    internal byte* NextOut;
    internal nuint AvailableOut;
    internal ulong TotalOut;

    // The library's own, up to the size that every version 5 has.
    private fixed ulong _internal[11];
}
