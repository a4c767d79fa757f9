using System.Collections.Concurrent;
using System.Globalization;
using Clu.Binary;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores.Copying;
using Clu.Stores.Progress;

namespace Clu.Stores.Verification;

/// <summary>Verifies objects of a store, several at once: files against hashes and content addresses, signatures against trusted keys.</summary>
/// <param name="store">The store.</param>
/// <param name="options">What to look at.</param>
public sealed class StoreVerifier(IStore store, VerifyOptions options)
{
    private const string Step = "verify";

    private readonly SignatureRule _rule = new(options.TrustedKeys, store.Directory);
    private readonly ConcurrentBag<BadObject> _bad = [];

    /// <summary>Verifies. What is wrong with an object does not end it.</summary>
    public VerifyResult Run(IReadOnlyCollection<StorePath> paths, IProgress<ProgressEvent>? progress, CancellationToken cancel)
    {
        _bad.Clear();
        List<StoreObjectInfo> objects = Gather(paths, cancel);
        long bytes = objects.Sum(info => info.NarSize), done = 0;
        progress?.Report(new ProgressEvent.StepStarted(
            Step, objects.Count == 1 ? "Verifying 1 store object" : $"Verifying {objects.Count} store objects", options.Contents ? bytes : null));
        // Each worker takes the next one, so that a large object does not hold up those behind it.
        Parallel.ForEach(
            Partitioner.Create(objects, EnumerablePartitionerOptions.NoBuffering),
            new ParallelOptions { MaxDegreeOfParallelism = options.Jobs ?? Environment.ProcessorCount, CancellationToken = cancel },
            info =>
            {
                if (options.Trust && Distrust(info) is { } untrusted)
                    _bad.Add(untrusted);
                if (options.Contents && Damage(info, count => progress?.Report(new ProgressEvent.StepAdvanced(Step, Interlocked.Add(ref done, count), info.Path.Name)), cancel) is { } bad)
                    _bad.Add(bad);
            });
        BadObject[] found = [.. _bad.OrderBy(bad => bad.Path).ThenBy(bad => bad.Fault)];
        progress?.Report(new ProgressEvent.StepFinished(
            Step, string.Create(CultureInfo.InvariantCulture, $"{objects.Count} store objects, {found.Select(bad => bad.Path).Distinct().Count()} bad")));
        return new VerifyResult(objects.Count, bytes, found);
    }

    /// <summary>Puts good files in the place of bad ones.</summary>
    /// <param name="result">What verifying found.</param>
    /// <param name="destination">The store that was verified.</param>
    /// <param name="good">Where good files come from. They count only if they have the hash that the store to be repaired says.</param>
    /// <param name="cancel">Ends it between two pieces; the object under way stays as it was.</param>
    /// <returns>The same, with what was repaired and why the rest was not.</returns>
    public static VerifyResult Repair(VerifyResult result, IRepairableStore destination, IStore good, CancellationToken cancel) => result with
    {
        Bad = [.. result.Bad.Select(bad => bad.Fault is Fault.Modified or Fault.Unreadable ? Repair(bad, destination, good, cancel) : bad)],
    };

    private static BadObject Repair(BadObject bad, IRepairableStore destination, IStore good, CancellationToken cancel)
    {
        try
        {
            if (destination.Find(bad.Path) is not { } info)
                return bad;
            if (good.Find(bad.Path) is not { } other)
                return bad with { Detail = $"{bad.Detail}; '{good.Url}' does not have it" };
            if (other.NarHash != info.NarHash)
                return bad with { Detail = $"{bad.Detail}; what '{good.Url}' has under this path has the hash {other.NarHash}" };
            destination.Replace(info, good.Open(other), _ => { }, cancel);
            return bad with { Repaired = true };
        }
        catch (CluException e)
        {
            return bad with { Detail = $"{bad.Detail}; not repaired: {e.Message}" };
        }
    }

    private List<StoreObjectInfo> Gather(IReadOnlyCollection<StorePath> paths, CancellationToken cancel)
    {
        HashSet<StorePath> seen = [.. paths];
        List<StoreObjectInfo> all = [];
        for (List<StorePath> wave = [.. seen]; wave.Count > 0;)
        {
            ConcurrentBag<StoreObjectInfo> found = [];
            StoreClosure.Each(
                wave,
                path =>
                {
                    try
                    {
                        if (store.Find(path) is { } info)
                            found.Add(info);
                        else
                            _bad.Add(new BadObject(path, Fault.Missing, "is not in the store"));
                    }
                    catch (CluException e)
                    {
                        _bad.Add(new BadObject(path, Fault.Unreadable, $"cannot be looked up: {e.Message}"));
                    }
                },
                cancel);
            all.AddRange(found);
            wave = options.Recursive ? [.. found.SelectMany(info => info.References).Where(seen.Add)] : [];
        }

        all.Sort((left, right) => left.Path.CompareTo(right.Path));
        return all;
    }

    private BadObject? Distrust(StoreObjectInfo info)
    {
        if (info.Ultimate && options.SignaturesNeeded is null || _rule.IsContentAddressed(info))
            return null;
        int needed = Math.Max(options.SignaturesNeeded ?? 1, 1);
        int trusted = options.TrustedKeys.Valid(info, store.Directory).Select(signature => signature.KeyName).Distinct().Count();
        return trusted >= needed ? null : new BadObject(info.Path, Fault.Untrusted, needed == 1
            ? "is not trusted: it has no signature of a trusted key"
            : $"is not trusted: it has signatures of {trusted} trusted keys, not of {needed}");
    }

    private BadObject? Damage(StoreObjectInfo info, Action<long> advanced, CancellationToken cancel)
    {
        try
        {
            return ContentCheck.Check(info, store.Open(info), count =>
            {
                cancel.ThrowIfCancellationRequested();
                advanced(count);
            });
        }
        catch (Exception e) when (e is CluException or IOException or UnauthorizedAccessException)
        {
            return new BadObject(info.Path, Fault.Unreadable, $"cannot be read: {e.Message}");
        }
    }
}
