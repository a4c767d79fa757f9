using System.Buffers.Binary;
using Clu.Binary;
using Clu.Nix.Archives;
using Clu.Nix.Hashing;

namespace Clu.Stores.Verification;

/// <summary>Hashes the content of the one file that an archive written to it holds.</summary>
/// <param name="algorithm">The hash function.</param>
internal sealed class SingleFileHasher(HashAlgorithm algorithm) : WriteOnlyStream
{
    private static readonly byte[] _before = Before();

    private readonly HashSink _sink = new(algorithm);
    private readonly byte[] _head = new byte[_before.Length + sizeof(long)];
    private int _headLength;
    private long _left;

    /// <summary>The hash; null when the archive does not hold one file that may not be executed.</summary>
    public Hash? Finish() => IsFile && _left == 0 ? _sink.Finish() : null;

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        int head = Math.Min(buffer.Length, _head.Length - _headLength);
        buffer[..head].CopyTo(_head.AsSpan(_headLength));
        _headLength += head;
        buffer = buffer[head..];
        if (head > 0 && IsFile)
            _left = BinaryPrimitives.ReadInt64LittleEndian(_head.AsSpan(_before.Length));
        if (!IsFile)
            return;
        int content = (int)Math.Min(buffer.Length, _left);
        _sink.Write(buffer[..content]);
        _left -= content;
    }

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _sink.Dispose();
        base.Dispose(disposing);
    }

    private bool IsFile => _headLength == _head.Length && _head.AsSpan().StartsWith(_before);

    /// <summary>What stands before the length of a file: all but length, content and end of the archive of an empty one.</summary>
    private static byte[] Before()
    {
        using MemoryStream archive = new();
        using (NarWriter writer = new(archive))
            writer.File(executable: false, 0, Stream.Null);
        const int LengthAndClosing = sizeof(long) + 2 * sizeof(long);
        return archive.ToArray()[..^LengthAndClosing];
    }
}
