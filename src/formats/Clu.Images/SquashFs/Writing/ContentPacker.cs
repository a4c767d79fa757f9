using Clu.Images.SquashFs.Segments;
using Clu.Images.SquashFs.Tables;

namespace Clu.Images.SquashFs.Writing;

/// <summary>Cuts contents into blocks and packs what is left over into fragment blocks.</summary>
internal sealed class ContentPacker(BlockPipeline pipeline, BlockSize blockSize, List<FragmentEntry> fragments) : IDisposable
{
    /// <summary>Tails of large files up to one part in this many of a block go to fragment blocks: the longer a tail, the less it gains there.</summary>
    private const int ShortTailFraction = 8;

    private BlockJob? _fragment;
    private int _fragmentCount;

    /// <summary>Stores a file's content, unless equal content is stored already.</summary>
    internal SegmentExtent Store(PlannedFile file, DuplicateFinder duplicates)
    {
        long length = file.Content.Length;
        if (length == 0)
            return new SegmentExtent(0, 0);
        string? key = duplicates.KeyBeforeReading(file);
        if (duplicates.Find(key) is { } known)
            return known;
        using Stream content = file.Content.Open();
        SegmentExtent extent = StoreBlocks(file, content);
        int tail = (int)(length % blockSize.Bytes);
        if (HasFragment(length))
        {
            Span<byte> room = Room(tail);
            Fill(file, content, room, length - tail);
            if (length < blockSize.Bytes)
            {
                key = duplicates.Key(room);
                if (duplicates.Find(key) is { } equal)
                    return equal; // The room is not taken: the next tail overwrites it.
                if (PackedContent.Is(room))
                {
                    extent = StoreAsItIs(room);
                    duplicates.Remember(key, extent);
                    return extent;
                }
            }

            extent.Fragment = (uint)_fragmentCount;
            extent.FragmentOffset = (uint)_fragment!.Length;
            _fragment.Length += tail;
        }

        duplicates.Remember(key, extent);
        return extent;
    }

    /// <summary>Submits the last fragment block.</summary>
    internal void Flush()
    {
        if (_fragment is not { } job)
            return;
        _fragment = null;
        if (job.Length == 0)
        {
            pipeline.Return(job);
            return;
        }

        _fragmentCount++;
        job.MayBeHole = false;
        job.Prepare((start, word) => fragments.Add(new FragmentEntry(start, word)));
        pipeline.Submit(job);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_fragment is { } job)
            pipeline.Return(job);
        _fragment = null;
    }

    private SegmentExtent StoreBlocks(PlannedFile file, Stream content)
    {
        long length = file.Content.Length;
        SegmentExtent extent = new(length, SegmentExtent.WordCount(length, blockSize, HasFragment(length)));
        for (int i = 0; i < extent.Words.Length; i++)
        {
            long offset = (long)i * blockSize.Bytes;
            int count = (int)Math.Min(blockSize.Bytes, length - offset);
            BlockJob job = pipeline.Rent();
            try
            {
                Fill(file, content, job.Input[..count], offset);
            }
            catch
            {
                pipeline.Return(job);
                throw;
            }

            int index = i;
            job.Length = count;
            job.MayBeHole = true;
            job.IsFile = extent.Words.Length == 1 && !HasFragment(length);
            job.Prepare((start, word) =>
            {
                if (index == 0)
                    extent.Start = start;
                extent.Words[index] = word;
            });
            pipeline.Submit(job);
        }

        return extent;
    }

    /// <summary>Stores a whole file as a block of its own; the room in the fragment block is not taken.</summary>
    private SegmentExtent StoreAsItIs(ReadOnlySpan<byte> content)
    {
        SegmentExtent extent = new(content.Length, 1);
        BlockJob job = pipeline.Rent();
        content.CopyTo(job.Input);
        job.Length = content.Length;
        job.MayBeHole = false;
        job.IsFile = true;
        job.StoredAsItIs = true;
        job.Prepare((start, word) =>
        {
            extent.Start = start;
            extent.Words[0] = word;
        });
        pipeline.Submit(job);
        return extent;
    }

    private bool HasFragment(long length)
    {
        long tail = length % blockSize.Bytes;
        return tail != 0 && (length < blockSize.Bytes || tail <= blockSize.Bytes / ShortTailFraction);
    }

    /// <summary>Free bytes in the fragment block; a full one is submitted first.</summary>
    private Span<byte> Room(int length)
    {
        if (_fragment is { } current && current.Length + length > blockSize.Bytes)
            Flush();
        _fragment ??= pipeline.Rent();
        return _fragment.Input.Slice(_fragment.Length, length);
    }

    private static void Fill(PlannedFile file, Stream content, Span<byte> destination, long offset)
    {
        int count = content.ReadAtLeast(destination, destination.Length, throwOnEndOfStream: false);
        if (count < destination.Length)
            throw SquashFsErrors.ContentChanged(file.Name, file.Content.Length, offset + count);
    }
}
