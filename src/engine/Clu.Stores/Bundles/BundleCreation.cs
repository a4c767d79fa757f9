using System.Globalization;
using Clu.Binary;
using Clu.Images.SquashFs;
using Clu.Images.Trees;
using Clu.Nix.BinaryCaches;
using Clu.Nix.Bundles;
using Clu.Nix.NarInfos;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores.Copying;
using Clu.Stores.Progress;

namespace Clu.Stores.Bundles;

/// <summary>
/// Makes a bundle: a SquashFS image of a binary cache that holds what a base lacks of some closures. See <c>docs/formats/bundle.md</c>. It is a
/// function of the objects, the base and the options.
/// </summary>
/// <param name="source">Where the objects are.</param>
/// <param name="options">How.</param>
public sealed class BundleCreation(IStore source, BundleOptions options)
{
    private const string Step = "pack";

    /// <summary>Finds out what the bundle would hold; changes nothing.</summary>
    /// <param name="roots">What it is made for.</param>
    /// <param name="bases">What need not be in it.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="CluException">CLU0304: the source has not all of it.</exception>
    public BundlePlan Plan(IReadOnlyCollection<StorePath> roots, IReadOnlyList<BundleBase> bases, CancellationToken cancel)
    {
        IReadOnlyList<StoreObjectInfo> closure = StoreClosure.Of(source, roots, cancel);
        HashSet<StorePath> held = [.. bases.SelectMany(known => known.Held(closure, cancel))];
        StoreObjectInfo[] objects = [.. closure.Where(info => !held.Contains(info.Path))];
        HashSet<StorePath> needed = [.. roots, .. objects.SelectMany(info => info.References)];
        needed.ExceptWith(objects.Select(info => info.Path));
        string[] names = [.. bases.Select(known => known.Name).OfType<string>().Distinct()];
        string name = string.Join(", ", names);
        return new BundlePlan(
            [.. roots.Distinct().Order()],
            name.Length is 0 or > BundleLimits.MaxBaseNameLength ? null : name,
            objects,
            closure.Count - objects.Length,
            [.. needed.Order()]);
    }

    /// <summary>Makes it.</summary>
    /// <param name="plan">What it holds.</param>
    /// <param name="file">Its name; what has that name is replaced at the end.</param>
    /// <param name="progress">Told the bytes of the archives.</param>
    /// <param name="cancel">Ends it; nothing is left behind.</param>
    /// <exception cref="CluException">
    /// CLU0310: an object is not what the source says. CLU0301: no space or permission. CLU0773: more parts than there are names for.
    /// </exception>
    public BundleResult Run(BundlePlan plan, string file, IProgress<ProgressEvent>? progress, CancellationToken cancel)
    {
        file = Path.GetFullPath(file);
        string folder = Path.GetDirectoryName(file)!;
        Directory.CreateDirectory(folder);
        progress?.Report(new ProgressEvent.StepStarted(
            Step, plan.Objects.Count == 1 ? "Packing 1 store object" : $"Packing {plan.Objects.Count} store objects", plan.Bytes));
        long done = 0;
        using BundleOutput output = new(file, options.PartSize);
        using NarPacking packing = new(
            source, plan.Objects, options, folder,
            (info, bytes) => progress?.Report(new ProgressEvent.StepAdvanced(Step, Interlocked.Add(ref done, bytes), info.Path.Name)), cancel);
        BundleIndex index = Write(plan, packing, output);
        IReadOnlyList<string> files = output.Commit();
        Check(files, index);
        progress?.Report(new ProgressEvent.StepFinished(Step, string.Create(CultureInfo.InvariantCulture, $"{plan.Objects.Count} store objects, {plan.Held} are in the base")));
        return new BundleResult(files, output.Length, index);
    }

    private BundleIndex Write(BundlePlan plan, NarPacking packing, BundleOutput output)
    {
        using SquashFsWriter writer = new(output, new SquashFsOptions
        {
            // Packed archives do not shrink again, and finding that out should cost little; archives as they are shall shrink.
            Level = options.Compression == NarCompression.None ? null : 1,
            Workers = options.Jobs ?? Environment.ProcessorCount,
        });
        List<NarInfo> infos = [];
        for (int i = 0; i < plan.Objects.Count; i++)
        {
            PackedNar packed = packing.Take(i);
            using (packed.Content)
                Add(writer, packed.Info.Url, packed.Content);
            infos.Add(packed.Info);
        }

        BundleIndex index = new(plan.Roots, infos) { StoreDirectory = source.Directory, BaseName = plan.BaseName };
        byte[] text = BundleIndexText.Write(index);
        foreach (NarInfo info in index.Objects)
            Add(writer, BundleIndex.InfoOf(info.Object.Path), new MemoryContent(NarInfoText.Write(info, source.Directory)));
        Add(writer, CacheInfo.FileName, new MemoryContent(new CacheInfo { StoreDirectory = source.Directory }.ToBytes()));
        Add(writer, BundleIndex.FileName, new MemoryContent(text));
        if (options.Key is { } key)
            Add(writer, BundleSignatures.FileName, new MemoryContent(BundleSignatures.Write([key.Sign(BundleSignatures.Fingerprint(text))])));
        foreach (string name in BundleIndex.EmptyDirectories)
            writer.Add(FileName.From(name), new ImageDirectory());
        writer.Finish();
        return index;
    }

    private static void Add(SquashFsWriter writer, string name, IFileContent content) => writer.Add(FileName.From(name), new ImageFile(content, UnixPermissions.ReadOnly));

    /// <summary>What was written is a bundle, and says what it should.</summary>
    private static void Check(IReadOnlyList<string> files, BundleIndex index)
    {
        using BundleStore made = new(BundleSource.Open(files[^1]));
        if (!BundleIndexText.Write(made.Index).AsSpan().SequenceEqual(BundleIndexText.Write(index)) || BundleLayout.Flaws(made).Count > 0)
            throw StoreErrors.NotABundle(files[^1], BundleImage.Malformed(BundleIndex.FileName, "what was written", "something else"));
    }
}
