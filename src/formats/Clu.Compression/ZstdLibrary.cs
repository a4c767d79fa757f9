using System.Runtime.InteropServices;

namespace Clu.Compression;

/// <summary>The calls of libzstd (zstd.h, all of the stable API) that clu needs; the library itself comes with the package ZstdNet.</summary>
internal static unsafe partial class ZstdLibrary
{
    private const string Name = "libzstd";

    /// <summary>The first version with everything used here as stable API.</summary>
    private const uint OldestVersion = 10400;

    /// <summary>ZSTD_c_compressionLevel of ZSTD_cParameter.</summary>
    internal const int ParameterLevel = 100;

    /// <summary>ZSTD_e_continue of ZSTD_EndDirective.</summary>
    internal const int Continue = 0;

    /// <summary>ZSTD_e_end of ZSTD_EndDirective.</summary>
    internal const int End = 2;

    /// <summary>ZSTD_reset_session_and_parameters of ZSTD_ResetDirective.</summary>
    internal const int ResetAll = 3;

    /// <summary>The native library can be loaded and is new enough.</summary>
    internal static bool IsAvailable { get; } = Probe();

    [LibraryImport(Name, EntryPoint = "ZSTD_versionNumber")]
    private static partial uint Version();

    [LibraryImport(Name, EntryPoint = "ZSTD_isError")]
    internal static partial uint IsError(nuint code);

    [LibraryImport(Name, EntryPoint = "ZSTD_getErrorName")]
    private static partial byte* ErrorNamePointer(nuint code);

    [LibraryImport(Name, EntryPoint = "ZSTD_createCCtx")]
    internal static partial nint CreateCompressor();

    [LibraryImport(Name, EntryPoint = "ZSTD_freeCCtx")]
    internal static partial nuint FreeCompressor(nint context);

    [LibraryImport(Name, EntryPoint = "ZSTD_CCtx_reset")]
    internal static partial nuint ResetCompressor(nint context, int directive);

    [LibraryImport(Name, EntryPoint = "ZSTD_DCtx_reset")]
    internal static partial nuint ResetDecompressor(nint context, int directive);

    [LibraryImport(Name, EntryPoint = "ZSTD_CCtx_setParameter")]
    internal static partial nuint SetParameter(nint context, int parameter, int value);

    [LibraryImport(Name, EntryPoint = "ZSTD_compress2")]
    internal static partial nuint Compress(nint context, byte* destination, nuint destinationLength, byte* source, nuint sourceLength);

    [LibraryImport(Name, EntryPoint = "ZSTD_createDCtx")]
    internal static partial nint CreateDecompressor();

    [LibraryImport(Name, EntryPoint = "ZSTD_freeDCtx")]
    internal static partial nuint FreeDecompressor(nint context);

    [LibraryImport(Name, EntryPoint = "ZSTD_decompressDCtx")]
    internal static partial nuint Decompress(nint context, byte* destination, nuint destinationLength, byte* source, nuint sourceLength);

    [LibraryImport(Name, EntryPoint = "ZSTD_findFrameCompressedSize")]
    internal static partial nuint FrameLength(byte* source, nuint sourceLength);

    /// <param name="context">The compressor.</param>
    /// <param name="output">Room; its position moves.</param>
    /// <param name="input">What is to be packed; its position moves.</param>
    /// <param name="directive"><see cref="Continue"/> or <see cref="End"/>.</param>
    /// <returns>With <see cref="End"/>: 0 when all is out.</returns>
    [LibraryImport(Name, EntryPoint = "ZSTD_compressStream2")]
    internal static partial nuint CompressStream(nint context, ZstdBuffer* output, ZstdBuffer* input, int directive);

    /// <returns>0 at the end of a frame.</returns>
    [LibraryImport(Name, EntryPoint = "ZSTD_decompressStream")]
    internal static partial nuint DecompressStream(nint context, ZstdBuffer* output, ZstdBuffer* input);

    internal static string ErrorName(nuint code) => Marshal.PtrToStringUTF8((nint)ErrorNamePointer(code)) ?? "unknown error";

    private static bool Probe()
    {
        try
        {
            return Version() >= OldestVersion;
        }
        catch (Exception error) when (error is DllNotFoundException or EntryPointNotFoundException or BadImageFormatException)
        {
            return false;
        }
    }
}
