using System.Globalization;
using Clu.Binary;
using Clu.Images.SquashFs;
using Clu.Images.Trees;
using Clu.Nix.Archives;
using Clu.Nix.Hashing;
using Clu.Nix.StoreObjects;
using Clu.Stores.Progress;

namespace Clu.Media.Inspection.StoreImages;

/// <summary>Unpacks every object of a store image and compares it with its registered hash. Memory does not grow with the objects' sizes.</summary>
/// <param name="image">The image; streams of it are read by all workers.</param>
/// <param name="findings">Gets what differs.</param>
/// <param name="progress">Told the bytes done.</param>
/// <param name="cancel">Ends it.</param>
internal sealed class StoreVerifier(IFileContent image, FindingList findings, IProgress<ProgressEvent>? progress, CancellationToken cancel)
{
    private const string Step = "verify";

    private long _done;
    private int _taken;

    /// <summary>Checks objects.</summary>
    /// <param name="objects">The objects that are in the image.</param>
    /// <param name="workers">Objects unpacked at once.</param>
    public void Run(IReadOnlyCollection<StoreObjectInfo> objects, int workers)
    {
        progress?.Report(new ProgressEvent.StepStarted(Step, "Checking the store's content", objects.Aggregate(0L, (sum, o) => unchecked(sum + o.NarSize))));
        // The largest first, so that none is left for one worker at the end.
        StoreObjectInfo[] order = [.. objects.OrderByDescending(o => o.NarSize).ThenBy(o => o.Path)];
        Task[] tasks = [.. Enumerable.Range(0, Math.Clamp(workers, 1, Math.Max(1, order.Length))).Select(_ => Task.Run(() => Work(order), CancellationToken.None))];
        Task.WhenAll(tasks).GetAwaiter().GetResult();
        progress?.Report(new ProgressEvent.StepFinished(Step, string.Create(CultureInfo.InvariantCulture, $"{_done} bytes in {order.Length} store objects")));
    }

    private void Work(StoreObjectInfo[] order)
    {
        StoreTree? tree = null;
        try
        {
            for (int index; (index = Interlocked.Increment(ref _taken) - 1) < order.Length;)
            {
                StoreObjectInfo info = order[index];
                cancel.ThrowIfCancellationRequested();
                try
                {
                    tree ??= new StoreTree(image);
                    Check(info, tree.Entries[info.Path.BaseName]);
                }
                catch (CluException e)
                {
                    findings.Error($"'{info.Path}'", e);
                    // A reader is of no use after an error.
                    tree?.Dispose();
                    tree = null;
                }
            }
        }
        finally
        {
            tree?.Dispose();
        }
    }

    private void Check(StoreObjectInfo info, SquashFsNode node)
    {
        using NarMeter meter = new(info.NarSize, bytes => Advance(bytes, info), cancel);
        using HashSink sink = new(info.NarHash.Algorithm, meter);
        using (NarWriter writer = new(sink))
            SquashFsNar.Write(node, writer);
        if (sink.Count != info.NarSize)
            findings.Error(string.Create(CultureInfo.InvariantCulture, $"'{info.Path}' has {sink.Count} bytes as an archive, its registration says {info.NarSize}"));
        else if (sink.Finish() != info.NarHash)
            findings.Error($"'{info.Path}' is not what its registered hash says");
    }

    private void Advance(int bytes, StoreObjectInfo info)
    {
        long done = Interlocked.Add(ref _done, bytes);
        progress?.Report(new ProgressEvent.StepAdvanced(Step, done, info.Path.Name));
    }
}
