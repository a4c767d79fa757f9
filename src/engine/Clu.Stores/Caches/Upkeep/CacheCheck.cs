using System.Collections.Concurrent;
using Clu.Binary;
using Clu.Nix.Hashing;
using Clu.Nix.NarInfos;
using Clu.Nix.StorePaths;
using Clu.Stores.Copying;
using Clu.Stores.Progress;

namespace Clu.Stores.Caches.Upkeep;

/// <summary>Looks whether a cache has all that it offers, and nothing beside. Changes nothing.</summary>
/// <param name="cache">The cache.</param>
/// <param name="options">How closely.</param>
public sealed class CacheCheck(BinaryCacheStore cache, CacheCheckOptions options)
{
    private const string Step = "check-cache";

    private readonly ConcurrentBag<CacheFinding> _findings = [];

    /// <summary>Checks.</summary>
    /// <exception cref="CluException">CLU0312: the cache cannot be listed. CLU0316: its server does not deliver.</exception>
    public CacheCheckResult Run(IProgress<ProgressEvent>? progress, CancellationToken cancel)
    {
        CacheInventory inventory = CacheInventory.Read(cache, null, cancel);
        if (!cache.HasInfo)
            Add(CacheFault.NoCacheInfo, Nix.BinaryCaches.CacheInfo.FileName, "is not there");
        foreach ((CacheFile file, string why) in inventory.Malformed)
            Add(CacheFault.Malformed, file.Name, $"is malformed: {why}");
        foreach (CacheEntry entry in inventory.Misnamed)
            Add(CacheFault.Misnamed, entry.File.Name, $"says that it is {Print(entry.Info.Object.Path)}: nobody finds it there");
        foreach (CacheEntry entry in inventory.Entries.Values)
            CheckEntry(inventory, entry.Info);
        CheckRoots(inventory);
        FindWaste(inventory);
        if (options.Contents)
            CheckContents(inventory, progress, cancel);
        return new CacheCheckResult(
            inventory.Entries.Count,
            inventory.Entries.Values.Select(entry => entry.Info.Url).Distinct().Sum(url => inventory.Files.GetValueOrDefault(url)?.Size ?? 0),
            [.. _findings.OrderBy(finding => finding.IsWaste).ThenBy(finding => finding.Name, StringComparer.Ordinal).ThenBy(finding => finding.Detail, StringComparer.Ordinal)]);
    }

    private void CheckEntry(CacheInventory inventory, NarInfo info)
    {
        string path = Print(info.Object.Path);
        foreach (StorePath reference in info.Object.References.Where(reference => !inventory.Entries.ContainsKey(reference)))
            Add(CacheFault.MissingReference, path, $"refers to {Print(reference)}, which the cache does not have");
        if (!inventory.Files.TryGetValue(info.Url, out CacheFile? file))
            Add(CacheFault.MissingFile, path, $"should be in '{info.Url}', which is not there");
        else if (info.FileSize is { } size && file.Size != size)
            Add(CacheFault.Modified, path, $"is in '{info.Url}', which has {file.Size} bytes, not {size}");
        if (options.TrustedKeys is { } keys && !new SignatureRule(keys, cache.Directory).Allows(info.Object))
            Add(CacheFault.Untrusted, path, "has no signature of a trusted key");
    }

    private void CheckRoots(CacheInventory inventory)
    {
        CacheRoots roots = new(cache);
        foreach (CacheFile file in inventory.Roots)
        {
            try
            {
                foreach (StorePath path in roots.Read(file.Name)?.Paths.Where(path => !inventory.Entries.ContainsKey(path)) ?? [])
                    Add(CacheFault.MissingRoot, file.Name, $"keeps {Print(path)}, which the cache does not have");
            }
            catch (CluException e) when (e.InnerException is MalformedDataException malformed)
            {
                Add(CacheFault.Malformed, file.Name, $"is malformed: {malformed.Message}");
            }
        }
    }

    private void FindWaste(CacheInventory inventory)
    {
        HashSet<string> used = [.. inventory.Entries.Values.Concat(inventory.Misnamed).Select(entry => entry.Info.Url)];
        HashSet<string> hashParts = [.. inventory.Entries.Keys.Select(path => path.HashPart)];
        foreach (CacheFile file in inventory.Nars.Where(file => !used.Contains(file.Name)))
            Add(CacheFault.UnusedNar, file.Name, "belongs to no path");
        foreach ((CacheFile file, string hashPart) in inventory.Listings.Where(listing => !hashParts.Contains(listing.HashPart)))
            Add(CacheFault.UnusedListing, file.Name, $"lists the path of {hashPart}, which the cache does not have");
        foreach (CacheFile file in inventory.Temporaries)
            Add(CacheFault.Unfinished, file.Name, "is being written, or was left so by a writer that was interrupted");
    }

    private void CheckContents(CacheInventory inventory, IProgress<ProgressEvent>? progress, CancellationToken cancel)
    {
        NarInfo[] infos = [.. inventory.Entries.Values.Select(entry => entry.Info).Where(info => inventory.Files.ContainsKey(info.Url)).OrderBy(info => info.Object.Path)];
        progress?.Report(new ProgressEvent.StepStarted(Step, $"Checking {infos.Length} NARs", infos.Sum(info => info.Object.NarSize)));
        long done = 0;
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = options.Jobs ?? Environment.ProcessorCount, CancellationToken = cancel };
        Parallel.ForEach(infos, parallel, info =>
        {
            try
            {
                CheckContent(info, bytes =>
                {
                    cancel.ThrowIfCancellationRequested();
                    progress?.Report(new ProgressEvent.StepAdvanced(Step, Interlocked.Add(ref done, bytes), info.Object.Path.Name));
                });
            }
            catch (CluException e)
            {
                Add(CacheFault.Modified, Print(info.Object.Path), $"cannot be read: {e.Message}");
            }
        });
        progress?.Report(new ProgressEvent.StepFinished(Step, $"{infos.Length} NARs"));
    }

    private void CheckContent(NarInfo info, Action<long> advanced)
    {
        using Stream file = cache.Files.Open(info.Url);
        using HashSource packed = new(info.FileHash?.Algorithm ?? HashAlgorithm.Sha256, file);
        using HashSink nar = new(info.Object.NarHash.Algorithm, new Meter(advanced));
        using Stream unpacked = NarCodec.Unpack(info.Compression, packed);
        string? broken = null;
        try
        {
            unpacked.CopyTo(nar);
        }
        catch (MalformedDataException e)
        {
            broken = e.Message;
        }

        packed.CopyTo(Stream.Null);
        string path = Print(info.Object.Path);
        Hash fileHash = packed.Finish(), narHash = nar.Finish();
        if (info.FileHash is { } expected && fileHash != expected)
            Add(CacheFault.Modified, path, $"is in '{info.Url}', whose hash is {fileHash}, not {expected}");
        else if (broken is not null)
            Add(CacheFault.Modified, path, $"is in '{info.Url}', which cannot be unpacked: {broken}");
        else if (narHash != info.Object.NarHash || nar.Count != info.Object.NarSize)
            Add(CacheFault.Modified, path, $"has a NAR of {nar.Count} bytes with the hash {narHash}, not {info.Object.NarSize} bytes with {info.Object.NarHash}");
    }

    private string Print(StorePath path) => cache.Directory.Print(path);

    private void Add(CacheFault fault, string name, string detail) => _findings.Add(new CacheFinding(fault, name, detail));
}
