using System.Security.Cryptography;
using Clu.Binary;

namespace Clu.Nix.Hashing;

/// <summary>Hashes and counts what is read through it. Not safe for several threads.</summary>
/// <param name="algorithm">The hash function.</param>
/// <param name="inner">Gives the bytes; not disposed.</param>
public sealed class HashSource(HashAlgorithm algorithm, Stream inner) : ReadOnlyStream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(algorithm.SystemName());

    /// <summary>Bytes read so far.</summary>
    public long Count { get; private set; }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        int read = inner.Read(buffer);
        _hash.AppendData(buffer[..read]);
        Count += read;
        return read;
    }

    /// <summary>The hash of all that was read; to be called once, at the end.</summary>
    public Hash Finish() => new(algorithm, _hash.GetHashAndReset());

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _hash.Dispose();
        base.Dispose(disposing);
    }
}
