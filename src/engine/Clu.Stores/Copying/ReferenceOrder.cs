using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;

namespace Clu.Stores.Copying;

/// <summary>Hands out objects to several workers, each only after all that it refers to is done.</summary>
internal sealed class ReferenceOrder : IDisposable
{
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _ready = new(0);
    private readonly PriorityQueue<int, int> _queue = new();
    private readonly int[] _waitsFor;
    private readonly List<int>[] _referrers;
    private int _left;

    /// <param name="objects">What is referred to before what refers; references to others count as done.</param>
    public ReferenceOrder(IReadOnlyList<StoreObjectInfo> objects)
    {
        Dictionary<StorePath, int> index = [];
        _left = objects.Count;
        _waitsFor = new int[objects.Count];
        _referrers = new List<int>[objects.Count];
        for (int i = 0; i < objects.Count; i++)
        {
            _referrers[i] = [];
            // An object's own path is not in the index yet: it does not wait for itself.
            foreach (StorePath reference in objects[i].References)
            {
                if (!index.TryGetValue(reference, out int referred))
                    continue;
                _referrers[referred].Add(i);
                _waitsFor[i]++;
            }

            index.Add(objects[i].Path, i);
            if (_waitsFor[i] == 0)
                Release(i);
        }
    }

    /// <summary>The next object, by its place in the list; waits until one is ready. Null when none is left.</summary>
    public int? Next(CancellationToken cancel)
    {
        lock (_gate)
        {
            if (_left == 0)
                return null;
            _left--;
        }

        // One for each object that is left: every wait but those of cancelled work ends.
        _ready.Wait(cancel);
        lock (_gate)
            return _queue.Dequeue();
    }

    /// <summary>An object is in its store.</summary>
    public void Done(int index)
    {
        lock (_gate)
        {
            foreach (int referrer in _referrers[index])
            {
                if (--_waitsFor[referrer] == 0)
                    Release(referrer);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _ready.Dispose();

    private void Release(int index)
    {
        _queue.Enqueue(index, index);
        _ready.Release();
    }
}
