using System.Security.Cryptography;
using Clu.Images.Checksums;

namespace Clu.Media.Checksums;

/// <summary>Hashes the leaves of a medium: read in order by one thread at a time, because drives hate to seek, and hashed by all.</summary>
internal sealed class LeafHasher(MediumSource source, MediumExtents extents, IProgress<long>? progress, CancellationToken cancel)
{
    private readonly Lock _reading = new();
    private readonly byte[] _leaves = new byte[extents.LeafCount * MediumChecksumLimits.DigestLength];
    private int _next;
    private long _done;
    private Exception? _failure;

    /// <summary>Where reading ended too early; null when everything was read.</summary>
    public long? UnreadablePosition { get; private set; }

    /// <summary>Why; null when the medium just ended.</summary>
    public IOException? ReadError { get; private set; }

    /// <summary>Hashes all leaves.</summary>
    /// <returns>Their digests; zeros from <see cref="UnreadablePosition"/> on.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public byte[] Run(int workers)
    {
        Thread[] others = [.. Enumerable.Range(1, Math.Max(0, Math.Min(workers, extents.LeafCount) - 1)).Select(_ => new Thread(Work))];
        foreach (Thread thread in others)
            thread.Start();
        Work();
        foreach (Thread thread in others)
            thread.Join();
        cancel.ThrowIfCancellationRequested();
        return _failure is null ? _leaves : throw _failure;
    }

    private void Work()
    {
        byte[] buffer = GC.AllocateUninitializedArray<byte>(MediumChecksumLimits.LeafLength);
        try
        {
            while (Next(buffer) is { } leaf)
            {
                Span<byte> bytes = buffer.AsSpan(0, extents.LeafLength(leaf));
                extents.Blank(bytes, MediumExtents.LeafPosition(leaf));
                SHA256.HashData(bytes, _leaves.AsSpan(leaf * MediumChecksumLimits.DigestLength));
                progress?.Report(Interlocked.Add(ref _done, bytes.Length));
            }
        }
        catch (Exception e)
        {
            Interlocked.CompareExchange(ref _failure, e, null);
        }
    }

    /// <summary>Reads the next leaf; null when there is none, or nothing more can be read.</summary>
    private int? Next(byte[] buffer)
    {
        lock (_reading)
        {
            if (_next == extents.LeafCount || UnreadablePosition is not null || _failure is not null || cancel.IsCancellationRequested)
                return null;
            int leaf = _next++;
            long position = MediumExtents.LeafPosition(leaf);
            int length = extents.LeafLength(leaf);
            try
            {
                int count = source.ReadAt(position, buffer.AsSpan(0, length));
                if (count == length)
                    return leaf;
                UnreadablePosition = position + count;
            }
            catch (IOException e)
            {
                UnreadablePosition = position;
                ReadError = e;
            }

            return null;
        }
    }
}
