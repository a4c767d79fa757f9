using System.Collections.Concurrent;
using Clu.Binary;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores.Configuration;
using Clu.Stores.Copying;
using Clu.Stores.Progress;

namespace Clu.Stores.Substitution;

/// <summary>Fetches objects from the substituters of <c>nix.conf</c>, with the signatures that it asks for.</summary>
/// <param name="conf">The configuration.</param>
/// <param name="moreKeys">Public keys that count besides those of the configuration.</param>
/// <param name="progress">Told what is done, and which substituter failed; null for nobody.</param>
public sealed class Substituters(NixConf conf, IReadOnlyCollection<string> moreKeys, IProgress<ProgressEvent>? progress)
{
    private const string Step = "substitute";

    /// <summary>Objects fetched at once at least: waiting for servers takes no processor.</summary>
    private const int LeastAtOnce = 4;

    /// <summary>Fetches objects and what they refer to, as far as a substituter has all of it.</summary>
    /// <param name="destination">Where to.</param>
    /// <param name="paths">The objects; those that are there already are passed over.</param>
    /// <param name="cancel">Ends it; what is complete stays.</param>
    /// <returns>What was fetched.</returns>
    /// <exception cref="CluException">The destination does not answer or refuses. A substituter that fails is only a warning.</exception>
    public IReadOnlyList<StorePath> Fetch(IWritableStore destination, IReadOnlyCollection<StorePath> paths, CancellationToken cancel)
    {
        IReadOnlyList<StorePath> missing = destination.Missing(paths);
        if (missing.Count == 0 || conf.Substituters.Count == 0)
            return [];
        SignatureRule? rule = conf.RequireSignatures ? new SignatureRule(conf.TrustedKeys(moreKeys), destination.Directory) : null;
        using SubstituterList substituters = SubstituterList.Open(conf.Substituters, destination.Directory, rule, Warn);
        List<StoreObjectInfo> plan = Plan(destination, missing, substituters, cancel);
        if (plan.Count == 0)
            return [];
        progress?.Report(new ProgressEvent.StepStarted(
            Step, plan.Count == 1 ? "Fetching 1 store object" : $"Fetching {plan.Count} store objects", plan.Sum(info => info.NarSize)));
        List<StorePath> fetched = Run(destination, plan, substituters, cancel);
        progress?.Report(new ProgressEvent.StepFinished(Step, $"{fetched.Count} of {plan.Count} store objects"));
        return fetched;
    }

    /// <summary>What can be fetched with all that it refers to, what is referred to first.</summary>
    private static List<StoreObjectInfo> Plan(
        IWritableStore destination, IReadOnlyList<StorePath> missing, SubstituterList substituters, CancellationToken cancel)
    {
        ConcurrentDictionary<StorePath, StoreObjectInfo> offered = new();
        HashSet<StorePath> wanted = [.. missing];
        for (IReadOnlyList<StorePath> wave = missing; wave.Count > 0;)
        {
            ConcurrentBag<StoreObjectInfo> found = [];
            StoreClosure.Each(wave, path =>
            {
                if (substituters.Offers(path).Select(offer => offer.Info).FirstOrDefault() is { } info)
                    found.Add(offered[path] = info);
            }, cancel);
            StorePath[] references = [.. found.SelectMany(info => info.References).Distinct().Where(path => !wanted.Contains(path))];
            wave = references.Length == 0 ? [] : destination.Missing(references);
            wanted.UnionWith(wave);
        }

        HashSet<StorePath> incomplete = [.. wanted.Where(path => !offered.ContainsKey(path))];
        List<StoreObjectInfo> plan = [];
        foreach (StoreObjectInfo info in StoreClosure.Sorted(offered.Values))
        {
            if (info.References.Any(reference => reference != info.Path && incomplete.Contains(reference)))
                incomplete.Add(info.Path);
            else
                plan.Add(info);
        }

        return plan;
    }

    /// <summary>Fetches level by level: what refers only to what is there, then what refers to that, and so on.</summary>
    private List<StorePath> Run(IWritableStore destination, List<StoreObjectInfo> plan, SubstituterList substituters, CancellationToken cancel)
    {
        long done = 0;
        List<StorePath> fetched = [];
        HashSet<StorePath> failed = [];
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = Math.Max(LeastAtOnce, Environment.ProcessorCount), CancellationToken = cancel };
        foreach (IGrouping<int, StoreObjectInfo> level in Levels(plan))
        {
            ConcurrentBag<StoreObjectInfo> placed = [];
            StoreObjectInfo[] complete = [.. level.Where(info => !info.References.Any(failed.Contains))];
            failed.UnionWith(level.Except(complete).Select(info => info.Path));
            try
            {
                Parallel.ForEach(complete, parallel, info =>
                {
                    if (Place(destination, info, substituters, bytes => progress?.Report(
                        new ProgressEvent.StepAdvanced(Step, Interlocked.Add(ref done, bytes), info.Path.Name)), cancel) is { } taken)
                        placed.Add(taken);
                });
            }
            catch (AggregateException e) when (e.InnerExceptions.FirstOrDefault(inner => inner is CluException) is { } first)
            {
                throw first;
            }
            finally
            {
                if (!placed.IsEmpty)
                    destination.Register([.. placed]);
            }

            fetched.AddRange(placed.Select(info => info.Path));
            failed.UnionWith(complete.Select(info => info.Path).Except(fetched));
        }

        return fetched;
    }

    /// <summary>Takes an object from the first substituter that delivers it.</summary>
    /// <returns>What it is there, or null when none delivers.</returns>
    private StoreObjectInfo? Place(
        IWritableStore destination, StoreObjectInfo planned, SubstituterList substituters, Action<long> advanced, CancellationToken cancel)
    {
        foreach ((IStore store, StoreObjectInfo info) in substituters.Offers(planned.Path))
        {
            // What another one refers to was not looked for.
            if (!info.References.Order().SequenceEqual(planned.References.Order()))
                continue;
            try
            {
                destination.Place(info, store.Open(info), advanced, cancel);
                return info;
            }
            catch (Exception e) when (e is CluException or MalformedDataException)
            {
                Warn($"'{store.Url}' does not deliver '{store.Directory.Print(info.Path)}': {e.Message}");
            }
        }

        return null;
    }

    private static IEnumerable<IGrouping<int, StoreObjectInfo>> Levels(List<StoreObjectInfo> plan)
    {
        Dictionary<StorePath, int> levels = [];
        foreach (StoreObjectInfo info in plan)
            levels[info.Path] = info.References.Where(path => path != info.Path).Select(path => levels.GetValueOrDefault(path) + 1).DefaultIfEmpty(1).Max();
        return plan.GroupBy(info => levels[info.Path]).OrderBy(level => level.Key);
    }

    private void Warn(string message) => progress?.Report(new ProgressEvent.Warning(message, null));
}
