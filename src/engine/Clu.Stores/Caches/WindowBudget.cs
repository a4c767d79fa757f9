namespace Clu.Stores.Caches;

/// <summary>
/// Memory for the windows of all compressors of a process, or of all its decompressors: many large archives at once would need more than a small
/// machine has. Small ones, which are most, hardly ever wait.
/// </summary>
internal sealed class WindowBudget
{
    /// <summary>Room for two of the largest windows that clu itself writes, and some small ones.</summary>
    private const long Limit = 144L << 20;

    private readonly object _gate = new();
    private long _used;

    private WindowBudget()
    {
    }

    /// <summary>
    /// The budgets are two because a copy from cache to cache holds room in both: it takes packing first and unpacking then, so those who unpack never wait for
    /// somebody who waits for them.
    /// </summary>
    public static WindowBudget Packing { get; } = new();

    /// <inheritdoc cref="Packing"/>
    public static WindowBudget Unpacking { get; } = new();

    /// <summary>Waits until there is room; a window larger than all of it waits until it is the only one.</summary>
    /// <param name="size">Bytes.</param>
    /// <returns>Gives the room back when disposed.</returns>
    public IDisposable Take(long size)
    {
        lock (_gate)
        {
            while (_used > 0 && _used + size > Limit)
                Monitor.Wait(_gate);
            _used += size;
        }

        return new Taken(this, size);
    }

    private sealed class Taken(WindowBudget budget, long size) : IDisposable
    {
        private long _size = size;

        public void Dispose()
        {
            lock (budget._gate)
            {
                budget._used -= _size;
                _size = 0;
                Monitor.PulseAll(budget._gate);
            }
        }
    }
}
