using System.Globalization;
using System.Text;
using Clu.Binary;
using Clu.Nix.Hashing;
using Clu.Nix.StorePaths;

namespace Clu.Nix.Archives;

/// <summary>
/// Hashes an archive modulo the hash part of its own store path: each occurrence counts as 32 NUL bytes, and <c>|offset</c> is hashed for each
/// after the last byte. The result does not depend on the hash part, so that an object which names itself can have a content address.
/// </summary>
public sealed class SelfReferenceHasher : WriteOnlyStream
{
    private readonly HashSink _sink;
    private readonly HashPartRewriter _rewriter;
    private Hash? _finished;

    /// <summary>Starts to hash.</summary>
    /// <param name="algorithm">The hash function.</param>
    /// <param name="hashPart">The hash part, or the placeholder that stands for it: 32 characters.</param>
    public SelfReferenceHasher(HashAlgorithm algorithm, string hashPart)
    {
        _sink = new HashSink(algorithm);
        _rewriter = new HashPartRewriter(_sink, hashPart, new byte[StorePath.HashPartLength]);
    }

    /// <summary>Bytes written so far.</summary>
    public long Count { get; private set; }

    /// <summary>Where the hash part occurs, ascending; complete after <see cref="Finish"/>.</summary>
    public IReadOnlyList<long> Offsets => _rewriter.Offsets;

    /// <summary>What Nix 2.17 to 2.34 take for the hash, by mistake: the offsets are not hashed. Set by <see cref="Finish"/>.</summary>
    public Hash? WithoutOffsets { get; private set; }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (_finished is not null)
            throw new InvalidOperationException("the hash is finished");
        _rewriter.Write(buffer);
        Count += buffer.Length;
    }

    /// <summary>The hash of all that was written; nothing can be written afterwards.</summary>
    public Hash Finish()
    {
        if (_finished is { } hash)
            return hash;
        _rewriter.Complete();
        WithoutOffsets = _sink.Current;
        foreach (long offset in Offsets)
            _sink.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"|{offset}")));
        return (_finished = _sink.Finish()).Value;
    }

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _rewriter.Dispose();
            _sink.Dispose();
        }

        base.Dispose(disposing);
    }
}
