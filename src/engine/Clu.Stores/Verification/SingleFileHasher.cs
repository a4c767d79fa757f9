using System.Buffers.Binary;
using Clu.Binary;
using Clu.Nix.Archives;
using Clu.Nix.Hashing;

namespace Clu.Stores.Verification;

/// <summary>
/// Hashes the content of the one file that an archive written to it holds. The file may be executable: Nix 2.8 leaves that bit to files that
/// it addresses by their bytes alone.
/// </summary>
/// <param name="algorithm">The hash function.</param>
internal sealed class SingleFileHasher(HashAlgorithm algorithm) : WriteOnlyStream
{
    /// <summary>The last word of an archive: its length and itself, padded.</summary>
    private const int ClosingSize = 2 * sizeof(long);

    private static readonly byte[] _plain = Before(executable: false);
    private static readonly byte[] _executable = Before(executable: true);

    private readonly HashSink _sink = new(algorithm);
    private readonly byte[] _head = new byte[_executable.Length + sizeof(long)];
    private int _headLength;
    private int _headNeeded = _plain.Length + sizeof(long);
    private long _count;
    private long _length = -1;

    /// <summary>The hash; null when the archive does not hold one file and nothing else.</summary>
    public Hash? Finish() => _length >= 0 && _count == _headLength + _length + Padding(_length) + ClosingSize ? _sink.Finish() : null;

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        _count += buffer.Length;
        while (_length < 0 && _headLength < _headNeeded && !buffer.IsEmpty)
        {
            int step = Math.Min(buffer.Length, _headNeeded - _headLength);
            buffer[..step].CopyTo(_head.AsSpan(_headLength));
            _headLength += step;
            buffer = buffer[step..];
            if (_headLength == _headNeeded)
                ReadHead();
        }

        if (_length >= 0)
            _sink.Write(buffer[..(int)Math.Min(buffer.Length, _length - _sink.Count)]);
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

    private void ReadHead()
    {
        ReadOnlySpan<byte> head = _head.AsSpan(0, _headLength);
        byte[] before = _headLength < _head.Length ? _plain : _executable;
        if (head.StartsWith(before))
            _length = BinaryPrimitives.ReadInt64LittleEndian(head[before.Length..]);
        else
            _headNeeded = _head.Length;
    }

    private static int Padding(long length) => (int)(-length & (sizeof(long) - 1));

    /// <summary>What stands before the length of a file: all but length and end of the archive of an empty one.</summary>
    private static byte[] Before(bool executable)
    {
        using MemoryStream archive = new();
        using (NarWriter writer = new(archive))
            writer.File(executable, 0, Stream.Null);
        return archive.ToArray()[..^(sizeof(long) + ClosingSize)];
    }
}
