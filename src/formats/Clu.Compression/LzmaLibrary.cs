using System.Runtime.InteropServices;

namespace Clu.Compression;

/// <summary>The few calls of liblzma that blocks and streams need (lzma/base.h, lzma/container.h, lzma/lzma12.h).</summary>
internal static unsafe partial class LzmaLibrary
{
    internal const string Name = "liblzma.so.5";

    internal const int Ok = 0;
    internal const int BufferError = 10;
    internal const int StreamEnd = 1;
    internal const int MemoryLimitError = 6;
    internal const int ActionRun = 0;
    internal const int ActionFinish = 3;
    internal const uint Concatenated = 8;
    internal const int CheckCrc32 = 1;
    internal const int CheckCrc64 = 4;
    internal const ulong FilterLzma2 = 0x21;
    internal const ulong FilterEnd = ulong.MaxValue;

    /// <summary>More than lzma_options_lzma has in any version; its first field is the dictionary size, the only one set here.</summary>
    internal const int OptionsSize = 256;

    [LibraryImport(Name, EntryPoint = "lzma_lzma_preset")]
    internal static partial byte Preset(byte* options, uint preset);

    [LibraryImport(Name, EntryPoint = "lzma_stream_buffer_encode")]
    internal static partial int Encode(
        LzmaFilter* filters, int check, void* allocator, byte* source, nuint sourceLength, byte* destination, nuint* position, nuint destinationLength);

    [LibraryImport(Name, EntryPoint = "lzma_stream_buffer_decode")]
    internal static partial int Decode(
        ulong* memoryLimit, uint flags, void* allocator, byte* source, nuint* sourcePosition, nuint sourceLength, byte* destination, nuint* position, nuint destinationLength);

    [LibraryImport(Name, EntryPoint = "lzma_easy_encoder")]
    internal static partial int EasyEncoder(LzmaStreamState* stream, uint preset, int check);

    [LibraryImport(Name, EntryPoint = "lzma_auto_decoder")]
    internal static partial int AutoDecoder(LzmaStreamState* stream, ulong memoryLimit, uint flags);

    [LibraryImport(Name, EntryPoint = "lzma_code")]
    internal static partial int Code(LzmaStreamState* stream, int action);

    [LibraryImport(Name, EntryPoint = "lzma_end")]
    internal static partial void End(LzmaStreamState* stream);
}
