using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace Clu.Images.SquashFs.Writing;

/// <summary>
/// One producer, N workers, one writer. Blocks are written in the order they were submitted, whatever worker is done first;
/// the number of blocks bounds memory. After the first failure everything is drained and nothing more is written.
/// </summary>
internal sealed class BlockPipeline : IDisposable
{
    /// <summary>Blocks for each worker: one at work, one waiting, one to be written.</summary>
    private const int BlocksPerWorker = 3;

    /// <summary>Blocks in the producer's hands: one data block and one fragment block.</summary>
    private const int BlocksOfProducer = 2;

    private readonly BlockingCollection<BlockJob> _free = new(new ConcurrentBag<BlockJob>());
    private readonly BlockingCollection<BlockJob> _work = [];
    private readonly BlockingCollection<IPlacement> _ordered = [];
    private readonly List<BlockJob> _jobs = [];
    private readonly List<Thread> _threads = [];
    private readonly SegmentSettings _settings;
    private readonly ImageData _data;
    private volatile ExceptionDispatchInfo? _fault;

    internal BlockPipeline(SegmentSettings settings, int workers, ImageData data)
    {
        _settings = settings;
        _data = data;
        for (int i = 0; i < (workers * BlocksPerWorker) + BlocksOfProducer; i++)
        {
            BlockJob job = new(settings.BlockSize.Bytes, job => _free.Add(job));
            _jobs.Add(job);
            _free.Add(job);
        }

        for (int i = 0; i < workers; i++)
            Start(Compress, "squashfs worker");
        Start(Place, "squashfs writer");
    }

    /// <summary>A free block; waits until there is one.</summary>
    internal BlockJob Rent()
    {
        ThrowIfFailed();
        return _free.Take();
    }

    /// <summary>Hands a block that was rented to the workers.</summary>
    internal void Submit(BlockJob job)
    {
        _ordered.Add(job);
        _work.Add(job);
    }

    /// <summary>Gives back a block that is not needed after all.</summary>
    internal void Return(BlockJob job)
    {
        job.Length = 0;
        _free.Add(job);
    }

    /// <summary>Lets a step happen after everything submitted before it.</summary>
    internal void Submit(SegmentStep step)
    {
        ThrowIfFailed();
        _ordered.Add(step);
    }

    /// <summary>Waits until all is written and ends the threads.</summary>
    internal void Complete()
    {
        Stop();
        ThrowIfFailed();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _fault ??= ExceptionDispatchInfo.Capture(new ObjectDisposedException(nameof(BlockPipeline)));
        Stop();
        foreach (BlockJob job in _jobs)
            job.Dispose();
        _free.Dispose();
        _work.Dispose();
        _ordered.Dispose();
    }

    private void Stop()
    {
        if (_ordered.IsAddingCompleted)
            return;
        _work.CompleteAdding();
        _ordered.CompleteAdding();
        foreach (Thread thread in _threads)
            thread.Join();
    }

    private void Start(ThreadStart body, string name)
    {
        Thread thread = new(body) { IsBackground = true, Name = name };
        _threads.Add(thread);
        thread.Start();
    }

    private void Compress()
    {
        BlockCompressor? compressor = null;
        try
        {
            foreach (BlockJob job in _work.GetConsumingEnumerable())
                job.Compress(() => compressor ??= new BlockCompressor(_settings));
        }
        finally
        {
            compressor?.Dispose();
        }
    }

    private void Place()
    {
        foreach (IPlacement item in _ordered.GetConsumingEnumerable())
        {
            try
            {
                if (_fault is null)
                    item.Place(_data);
            }
            catch (Exception error)
            {
                _fault = ExceptionDispatchInfo.Capture(error);
            }
            finally
            {
                item.Release();
            }
        }
    }

    private void ThrowIfFailed() => _fault?.Throw();
}
