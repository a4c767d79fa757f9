using System.Security.Cryptography;
using Clu.Binary;

namespace Clu.Nix.Hashing;

/// <summary>Hashes and counts what is written to it, and passes it on if asked to. Not safe for several threads.</summary>
/// <param name="algorithm">The hash function.</param>
/// <param name="inner">Gets the same bytes; not disposed. Null to only hash.</param>
public sealed class HashSink(HashAlgorithm algorithm, Stream? inner = null) : WriteOnlyStream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(algorithm.SystemName());
    private Hash? _finished;

    /// <summary>Bytes written so far.</summary>
    public long Count { get; private set; }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (_finished is not null)
            throw new InvalidOperationException("the hash is finished");
        _hash.AppendData(buffer);
        Count += buffer.Length;
        inner?.Write(buffer);
    }

    /// <inheritdoc/>
    public override void Flush() => inner?.Flush();

    /// <summary>The hash of all that was written; nothing can be written afterwards.</summary>
    public Hash Finish() => _finished ??= new Hash(algorithm, _hash.GetHashAndReset());

    /// <summary>The hash of what was written until now.</summary>
    internal Hash Current => new(algorithm, _hash.GetCurrentHash());

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _hash.Dispose();
        base.Dispose(disposing);
    }
}
