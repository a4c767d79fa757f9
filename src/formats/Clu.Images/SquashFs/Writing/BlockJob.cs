using Clu.Images.SquashFs.Tables;

namespace Clu.Images.SquashFs.Writing;

/// <summary>One block on its way: filled by the producer, compressed by a worker, written by the last thread, then used again.</summary>
internal sealed class BlockJob : IPlacement, IDisposable
{
    private readonly byte[] _input;
    private readonly byte[] _output;
    private readonly Action<BlockJob> _giveBack;
    private readonly ManualResetEventSlim _done = new();
    private Action<long, uint>? _placed;
    private Exception? _error;
    private int _compressedLength;
    private bool _hole;

    internal BlockJob(int blockSize, Action<BlockJob> giveBack)
    {
        _input = GC.AllocateUninitializedArray<byte>(blockSize, pinned: true);
        _output = GC.AllocateUninitializedArray<byte>(blockSize, pinned: true);
        _giveBack = giveBack;
    }

    /// <summary>All of the block's bytes.</summary>
    internal Span<byte> Input => _input;

    /// <summary>How many of them count.</summary>
    internal int Length { get; set; }

    /// <summary>Says what is told about the block's place: bytes from the start of the segment, and its word.</summary>
    internal void Prepare(Action<long, uint> placed) => _placed = placed;

    /// <summary>What a worker does.</summary>
    /// <param name="compressor">The worker's own, made when first needed.</param>
    internal void Compress(Func<BlockCompressor> compressor)
    {
        try
        {
            ReadOnlySpan<byte> block = _input.AsSpan(0, Length);
            _hole = MayBeHole && !block.ContainsAnyExcept((byte)0);
            _compressedLength = _hole || StoredAsItIs ? 0 : compressor().Compress(block, _output);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            _error = error;
        }
        finally
        {
            _done.Set();
        }
    }

    /// <summary>Data blocks of zeros become holes, fragment blocks do not.</summary>
    internal bool MayBeHole { get; set; }

    /// <summary>The block is a whole file, which other segments may hold too.</summary>
    internal bool IsFile { get; set; }

    /// <summary>Compressing the block is known to be in vain.</summary>
    internal bool StoredAsItIs { get; set; }

    /// <inheritdoc/>
    public void Place(ImageData data)
    {
        _done.Wait();
        if (_error is not null)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(_error);
        bool raw = _compressedLength == 0;
        ReadOnlySpan<byte> stored = raw ? _input.AsSpan(0, Length) : _output.AsSpan(0, _compressedLength);
        long start = data.SegmentLength;
        if (IsFile && !_hole)
            data.WriteShared(stored);
        else if (!_hole)
            data.Write(stored);
        data.Advance(Length);
        _placed!(start, _hole ? 0 : BlockWord.For(stored.Length, raw));
    }

    /// <inheritdoc/>
    public void Release()
    {
        _done.Wait();
        _done.Reset();
        _error = null;
        _placed = null;
        Length = 0;
        IsFile = false;
        StoredAsItIs = false;
        _giveBack(this);
    }

    /// <inheritdoc/>
    public void Dispose() => _done.Dispose();
}
