using System.Runtime.InteropServices;

namespace Clu.Compression;

/// <summary>lzma_filter: one step of a chain.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct LzmaFilter
{
    internal ulong Id;
    internal byte* Options;
}
