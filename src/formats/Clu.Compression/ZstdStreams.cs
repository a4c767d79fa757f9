using Clu.Binary;

namespace Clu.Compression;

/// <summary>Zstandard streams of any length, by native libzstd where it can be loaded.</summary>
public static class ZstdStreams
{
    /// <summary>zstd's own default.</summary>
    public const int DefaultLevel = 3;

    /// <summary>Packs what is written; complete when the result is disposed, which leaves the output open.</summary>
    /// <exception cref="CluException">CLU0260: there is no such level.</exception>
    public static Stream Pack(Stream output, int level)
    {
        int effort = CodecLevels.Check(CodecKind.Zstd, level);
        return ZstdLibrary.IsAvailable
            ? new ZstdNet.CompressionStream(output, new ZstdNet.CompressionOptions(effort))
            : new ZstdSharp.CompressionStream(output, effort, leaveOpen: true);
    }

    /// <summary>Unpacks what is read; the input is disposed with the result.</summary>
    /// <remarks>Reading throws <see cref="MalformedDataException"/> where the input is malformed or cut off.</remarks>
    public static Stream Unpack(Stream input) => new ZstdInput(
        input, ZstdLibrary.IsAvailable ? new ZstdNet.DecompressionStream(input) : new ZstdSharp.DecompressionStream(input, checkEndOfStream: true, leaveOpen: true));

    /// <summary>Gives the errors of both libraries one face.</summary>
    private sealed class ZstdInput(Stream input, Stream inner) : ReadOnlyStream
    {
        public override int Read(Span<byte> buffer)
        {
            try
            {
                return inner.Read(buffer);
            }
            catch (Exception e) when (e is ZstdNet.ZstdException or ZstdSharp.ZstdException or EndOfStreamException)
            {
                throw new MalformedDataException("zstd", -1, "frame", MalformedReason.InvalidValue, "a whole zstd frame", e.Message, e);
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
