using System.Buffers;
using System.Text;
using Clu.Binary;
using Clu.Nix.Hashing;
using Clu.Nix.StorePaths;

namespace Clu.Nix.Archives;

/// <summary>
/// Passes bytes on with every occurrence of one hash part replaced by 32 other bytes, and remembers where they were. Occurrences are found
/// from the start on and do not overlap, wherever the pieces that are written begin and end.
/// </summary>
/// <remarks><see cref="Complete"/> must be called after the last byte: up to 31 bytes are held back until then.</remarks>
public sealed class HashPartRewriter : WriteOnlyStream
{
    private const int BufferSize = 128 * 1024;

    private readonly Stream _output;
    private readonly byte[] _from;
    private readonly byte[] _to;
    private readonly List<long> _offsets = [];
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
    private int _held;
    private long _passed;

    /// <summary>Starts to rewrite.</summary>
    /// <param name="output">Gets the changed bytes; not disposed.</param>
    /// <param name="from">The hash part to look for, 32 digits.</param>
    /// <param name="to">What replaces it, 32 bytes.</param>
    public HashPartRewriter(Stream output, string from, ReadOnlySpan<byte> to)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(from.Length, StorePath.HashPartLength);
        ArgumentOutOfRangeException.ThrowIfNotEqual(to.Length, StorePath.HashPartLength);
        _output = output;
        _from = Encoding.ASCII.GetBytes(from);
        _to = to.ToArray();
    }

    /// <summary>Starts to rewrite one hash part to another.</summary>
    public HashPartRewriter(Stream output, string from, string to)
        : this(output, from, Encoding.ASCII.GetBytes(to))
    {
    }

    /// <summary>Where the occurrences were, ascending, in bytes from the first one written.</summary>
    public IReadOnlyList<long> Offsets => _offsets;

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        ObjectDisposedException.ThrowIf(_buffer.Length == 0, this);
        while (!buffer.IsEmpty)
        {
            int step = Math.Min(buffer.Length, _buffer.Length - _held);
            buffer[..step].CopyTo(_buffer.AsSpan(_held));
            buffer = buffer[step..];
            _held += step;
            Pass(keep: StorePath.HashPartLength - 1);
        }
    }

    /// <summary>Passes on what was held back.</summary>
    public void Complete() => Pass(keep: 0);

    /// <inheritdoc/>
    public override void Flush() => _output.Flush();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && _buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = [];
        }

        base.Dispose(disposing);
    }

    private void Pass(int keep)
    {
        Span<byte> window = _buffer.AsSpan(0, _held);
        int from = 0;
        for (int at; (at = window[from..].IndexOf(_from)) >= 0; from += at + _from.Length)
        {
            _offsets.Add(_passed + from + at);
            _to.CopyTo(window[(from + at)..]);
        }

        // What was replaced must not be held back: digits put in could match again.
        int pass = Math.Max(from, _held - keep);
        if (pass <= 0)
            return;
        _output.Write(window[..pass]);
        window[pass..].CopyTo(_buffer);
        _passed += pass;
        _held -= pass;
    }
}
