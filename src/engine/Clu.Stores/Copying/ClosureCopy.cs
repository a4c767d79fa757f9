using System.Globalization;
using Clu.Binary;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores.Progress;

namespace Clu.Stores.Copying;

/// <summary>
/// Copies closures from store to store, several objects at once. Each becomes known only after its files are there and checked, and after
/// what it refers to: an interrupted copy leaves a sound store, and the same call goes on from there.
/// </summary>
/// <param name="source">Where from.</param>
/// <param name="destination">Where to.</param>
/// <param name="options">How.</param>
public sealed class ClosureCopy(IStore source, IWritableStore destination, CopyOptions options)
{
    /// <summary>Objects that are made known together: a transaction each would cost more than small objects do.</summary>
    private const int Batch = 100;

    /// <summary>An object is large when it holds more than one part in this many of what a worker has to do, and enough to take a while.</summary>
    private const int LargeParts = 8;

    private const long LeastLarge = 16 << 20;

    private readonly SignatureRule _rule = new(options.TrustedKeys, source.Directory);

    /// <summary>Finds out what would be copied; changes nothing.</summary>
    /// <exception cref="CluException">
    /// CLU0304: the source has not all of it. CLU0311: an object is not signed. CLU0315: the stores have different store directories.
    /// </exception>
    public CopyPlan Plan(IReadOnlyCollection<StorePath> paths, CancellationToken cancel)
    {
        if (source.Directory != destination.Directory)
            throw StoreErrors.OtherDirectory(destination.Url, destination.Directory.Path, source.Directory.Path);
        (IReadOnlyCollection<StoreObjectInfo> wanted, int present) = Wanted(paths, cancel);
        IReadOnlyList<StoreObjectInfo> copied = StoreClosure.Sorted(wanted.Select(info => info with { Ultimate = false }));
        if (options.CheckSignatures && destination.RequiresSignatures && copied.FirstOrDefault(info => !_rule.Allows(info)) is { } refused)
            throw StoreErrors.Unsigned(source.Directory.Print(refused.Path), source.Url, refused.Signatures.Count);
        return new CopyPlan(copied, present);
    }

    /// <summary>What the destination lacks. What is below an object that it has is not looked at, where it keeps closures whole.</summary>
    private (IReadOnlyCollection<StoreObjectInfo> Wanted, int Present) Wanted(IReadOnlyCollection<StorePath> paths, CancellationToken cancel)
    {
        int present = 0;
        IReadOnlyList<StorePath> Missing(IReadOnlyCollection<StorePath> some)
        {
            IReadOnlyList<StorePath> missing = destination.Missing(some);
            present += some.Count - missing.Count;
            return missing;
        }

        if (options.Recursive && destination.IsClosed)
            return (StoreClosure.Of(source, paths, Missing, cancel), present);
        IReadOnlyList<StoreObjectInfo> all = options.Recursive
            ? StoreClosure.Of(source, paths, cancel)
            : [.. paths.Distinct().Select(path => source.Find(path) ?? throw StoreErrors.UnknownPath(source.Directory.Print(path), source.Url))];
        HashSet<StorePath> missing = [.. Missing([.. all.Select(info => info.Path)])];
        return ([.. all.Where(info => missing.Contains(info.Path))], present);
    }

    /// <summary>Does what a plan says.</summary>
    /// <exception cref="CluException">CLU0310: an object is not what the source says. CLU0301, CLU0316: a store refuses. What was finished stays.</exception>
    public void Run(CopyPlan plan, IProgress<ProgressEvent>? progress, CancellationToken cancel)
    {
        progress?.Report(new ProgressEvent.StepStarted(options.Step, plan.Copied.Count == 1 ? "Copying 1 store object" : $"Copying {plan.Copied.Count} store objects", plan.Bytes));
        long done = 0;
        int next = -1;
        int[] order = Order(plan, options.Jobs ?? Environment.ProcessorCount);
        IImmediateStore? immediate = destination as IImmediateStore;
        using ReferenceOrder? references = immediate is null ? null : new ReferenceOrder(plan.Copied);
        Registrar? registrar = options.Registers ? new(destination, plan.Copied, Batch) : null;
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        Task[] workers = [.. Enumerable.Range(0, options.Jobs ?? Environment.ProcessorCount).Select(_ => Task.Factory.StartNew(
            () =>
            {
                try
                {
                    while (Next() is { } index)
                    {
                        StoreObjectInfo info = plan.Copied[index];
                        ending.Token.ThrowIfCancellationRequested();
                        void Advanced(long bytes) => progress?.Report(new ProgressEvent.StepAdvanced(options.Step, Interlocked.Add(ref done, bytes), info.Path.Name));
                        if (immediate is null)
                            destination.Place(info, source.Open(info), Advanced, ending.Token);
                        else
                            immediate.Add(info, source.Open(info), options.CheckSignatures, Advanced, ending.Token);
                        references?.Done(index);
                        options.Placed?.Invoke(info);
                        registrar?.Placed(index);
                    }
                }
                catch
                {
                    ending.Cancel();
                    throw;
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default))];
        int? Next() => references is not null ? references.Next(ending.Token)
            : Interlocked.Increment(ref next) is var turn && turn < order.Length ? order[turn]
            : null;
        try
        {
            Task.WaitAll(workers, CancellationToken.None);
        }
        catch (AggregateException e)
        {
            cancel.ThrowIfCancellationRequested();
            throw e.InnerExceptions.FirstOrDefault(inner => inner is CluException) ?? e.InnerExceptions[0];
        }
        finally
        {
            registrar?.Finish();
        }

        progress?.Report(new ProgressEvent.StepFinished(
            options.Step, string.Create(CultureInfo.InvariantCulture, $"{plan.Copied.Count} store objects, {plan.Present} were there")));
    }

    /// <summary>
    /// The order of the plan, but the largest objects first: one begun at the end would be waited for by all workers but one. They are few, so
    /// that the rest becomes known as it comes.
    /// </summary>
    private static int[] Order(CopyPlan plan, int workers)
    {
        long large = Math.Max(LeastLarge, plan.Bytes / (LargeParts * workers));
        return [.. Enumerable.Range(0, plan.Copied.Count).OrderByDescending(index => plan.Copied[index].NarSize is long size && size > large ? size : 0)];
    }

    /// <summary>Makes objects known in the order of the plan, as far as it is done without a gap.</summary>
    private sealed class Registrar(IWritableStore store, IReadOnlyList<StoreObjectInfo> objects, int batch)
    {
        private readonly Lock _gate = new();
        private readonly bool[] _placed = new bool[objects.Count];
        private int _known;
        private int _ready;

        public void Placed(int index)
        {
            lock (_gate)
            {
                _placed[index] = true;
                while (_ready < objects.Count && _placed[_ready])
                    _ready++;
                if (_ready - _known >= batch)
                    Register();
            }
        }

        public void Finish()
        {
            lock (_gate)
                Register();
        }

        private void Register()
        {
            if (_ready > _known)
                store.Register([.. objects.Skip(_known).Take(_ready - _known)]);
            _known = _ready;
        }
    }
}
