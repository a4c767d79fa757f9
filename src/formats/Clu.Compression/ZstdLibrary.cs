using System.Runtime.InteropServices;

namespace Clu.Compression;

/// <summary>The calls of libzstd (zstd.h, all of the stable API) that blocks need; the library itself comes with the package ZstdNet.</summary>
internal static unsafe partial class ZstdLibrary
{
    private const string Name = "libzstd";

    /// <summary>The first version with everything used here as stable API.</summary>
    private const uint OldestVersion = 10400;

    /// <summary>ZSTD_c_compressionLevel of ZSTD_cParameter.</summary>
    internal const int ParameterLevel = 100;

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
