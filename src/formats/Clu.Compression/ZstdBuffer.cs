using System.Runtime.InteropServices;

namespace Clu.Compression;

/// <summary>ZSTD_inBuffer and ZSTD_outBuffer, which look alike.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct ZstdBuffer
{
    /// <summary>Its bytes.</summary>
    public byte* Bytes;

    /// <summary>How many there are.</summary>
    public nuint Size;

    /// <summary>How many of them are done.</summary>
    public nuint Position;
}
