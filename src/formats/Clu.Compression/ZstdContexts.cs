using System.Collections.Concurrent;

namespace Clu.Compression;

/// <summary>
/// Contexts of libzstd that are not in use, with the memory that they have: to get fresh memory for a large window from the system, page by page,
/// takes a tenth of the time that unpacking does. Few are kept, for that is all the memory that is held.
/// </summary>
internal sealed class ZstdContexts
{
    private const int MostKept = 2;

    private readonly ConcurrentBag<nint> _kept = [];
    private readonly Func<nint> _create;
    private readonly Func<nint, nuint> _reset;
    private readonly Action<nint> _free;

    private ZstdContexts(Func<nint> create, Func<nint, nuint> reset, Action<nint> free)
    {
        _create = create;
        _reset = reset;
        _free = free;
    }

    public static ZstdContexts Compressors { get; } = new(
        ZstdLibrary.CreateCompressor, context => ZstdLibrary.ResetCompressor(context, ZstdLibrary.ResetAll), context => _ = ZstdLibrary.FreeCompressor(context));

    public static ZstdContexts Decompressors { get; } = new(
        ZstdLibrary.CreateDecompressor, context => ZstdLibrary.ResetDecompressor(context, ZstdLibrary.ResetAll), context => _ = ZstdLibrary.FreeDecompressor(context));

    /// <summary>A context with nothing set.</summary>
    public nint Take()
    {
        if (_kept.TryTake(out nint context))
            return context;
        context = _create();
        return context != 0 ? context : throw CompressionErrors.CodecFailed(CodecKind.Zstd, "no memory for a context");
    }

    /// <summary>Keeps a context for the next, or frees it. Nothing happens for 0.</summary>
    public void GiveBack(nint context)
    {
        if (context == 0)
            return;
        if (_kept.Count < MostKept && ZstdLibrary.IsError(_reset(context)) == 0)
            _kept.Add(context);
        else
            _free(context);
    }
}
