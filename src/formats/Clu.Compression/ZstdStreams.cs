using System.Numerics;
using Clu.Binary;

namespace Clu.Compression;

/// <summary>Zstandard streams of any length, by native libzstd where it can be loaded.</summary>
public static class ZstdStreams
{
    /// <summary>Logarithm of the largest window that <see cref="Pack(Stream, long)"/> takes: what packing and unpacking cost in memory.</summary>
    public const int LargestWindow = 26;

    /// <summary>zstd's own default, for the library that has not the parameters of <see cref="Pack(Stream, long)"/>.</summary>
    private const int DefaultLevel = 3;

    private const int SmallestWindow = 17;

    /// <summary>Packs what is written; complete when the result is disposed, which leaves the output open.</summary>
    /// <param name="output">Gets the packed bytes.</param>
    /// <param name="level">1 to 22, as zstd understands it.</param>
    /// <exception cref="CluException">CLU0260: there is no such level.</exception>
    public static Stream Pack(Stream output, int level)
    {
        int effort = CodecLevels.Check(CodecKind.Zstd, level);
        return ZstdLibrary.IsAvailable
            ? new ZstdPacker(output, (ZstdLibrary.ParameterLevel, effort))
            : new ZstdSharp.CompressionStream(output, effort, leaveOpen: true);
    }

    /// <summary>
    /// Packs an archive, by parameters that suit those: smaller than level 3 and faster. Programs repeat whole pieces of each other far
    /// away, which long distance matching finds with little work; near matches are then sought by the fast strategy.
    /// </summary>
    /// <param name="output">Gets the packed bytes.</param>
    /// <param name="length">Bytes that are expected; a wrong number costs compression or memory, nothing else.</param>
    public static Stream Pack(Stream output, long length) => ZstdLibrary.IsAvailable
        ? new ZstdPacker(output, ZstdTuning.Archive(WindowFor(length)))
        : new ZstdSharp.CompressionStream(output, DefaultLevel, leaveOpen: true);

    /// <summary>Bytes of memory for the window with which <see cref="Pack(Stream, long)"/> packs so many bytes.</summary>
    public static long WindowSize(long length) => 1L << WindowFor(length);

    /// <summary>Unpacks what is read; the input is disposed with the result.</summary>
    /// <param name="input">Frames, up to its end.</param>
    /// <param name="makeRoom">
    /// Told the bytes of the window that the first frame needs, before any memory is taken; may wait. What it returns is disposed with the stream.
    /// </param>
    /// <remarks>Reading throws <see cref="MalformedDataException"/> where the input is malformed or cut off.</remarks>
    public static Stream Unpack(Stream input, Func<long, IDisposable>? makeRoom = null) => ZstdLibrary.IsAvailable
        ? new ZstdUnpacker(input, makeRoom)
        : new ManagedInput(input, new ZstdSharp.DecompressionStream(input, checkEndOfStream: true, leaveOpen: true));

    private static int WindowFor(long length) =>
        Math.Clamp(BitOperations.Log2((ulong)Math.Max(length - 1, 1)) + 1, SmallestWindow, LargestWindow);

    /// <summary>Gives the errors of the managed library the face of the native one's.</summary>
    private sealed class ManagedInput(Stream input, ZstdSharp.DecompressionStream inner) : ReadOnlyStream
    {
        public override int Read(Span<byte> buffer)
        {
            try
            {
                return inner.Read(buffer);
            }
            catch (Exception e) when (e is ZstdSharp.ZstdException or EndOfStreamException)
            {
                throw new MalformedDataException(ZstdFrame.Format, -1, "frame", MalformedReason.InvalidValue, "a whole zstd frame", e.Message, e);
            }
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
                input.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
