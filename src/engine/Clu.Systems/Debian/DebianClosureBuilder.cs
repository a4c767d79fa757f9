using System.Text;
using Clu.Binary;
using Clu.Images.Trees;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores.Local;
using Clu.Stores.Progress;

namespace Clu.Systems.Debian;

/// <summary>Makes store objects of Debian packages: solve, download, unpack. What was done by an earlier run is not done again.</summary>
public static class DebianClosureBuilder
{
    private const string Step = "unpack";
    private const string SupportFolder = "nix-support";

    /// <summary>Gets packages with all that they depend on, and adds them to a store.</summary>
    /// <param name="request">What is wanted.</param>
    /// <param name="options">How it is got.</param>
    /// <param name="store">Where it goes.</param>
    /// <param name="progress">Told of the steps <c>debian-index</c>, <c>download</c> and <c>unpack</c>, and of warnings.</param>
    /// <param name="cancel">Stops it between two files; what was done stays for the next run.</param>
    /// <exception cref="CluException">CLU0420 to CLU0434; see <c>docs/errors.md</c>.</exception>
    public static async Task<DebianClosure> BuildAsync(
        DebianRequest request, DebianOptions options, LocalStore store, IProgress<ProgressEvent>? progress = null, CancellationToken cancel = default) =>
        (await BuildAllAsync([request], options, store, progress, cancel).ConfigureAwait(false))[0];

    /// <summary>
    /// The same for several requests. Those of one suite are answered from one state of its index, so that what they have in common is the
    /// same objects.
    /// </summary>
    /// <returns>A closure for each request, in their order.</returns>
    public static async Task<IReadOnlyList<DebianClosure>> BuildAllAsync(
        IReadOnlyList<DebianRequest> requests, DebianOptions options, LocalStore store, IProgress<ProgressEvent>? progress, CancellationToken cancel)
    {
        string folder = Path.GetFullPath(Path.Combine(options.CacheFolder, "debian"));
        try
        {
            using CacheLock cacheLock = CacheLock.Take(folder);
            List<DebianClosure> closures = [];
            HashSet<string> updated = [];
            foreach (DebianRequest request in requests)
            {
                AptState apt = await AptState.PrepareAsync(request, options, cancel).ConfigureAwait(false);
                if (updated.Add(apt.Folder))
                    await apt.UpdateAsync(options.Offline, progress, cancel).ConfigureAwait(false);
                closures.Add(await BuildInAsync(folder, apt, options, store, cacheLock.Scratch, progress, cancel).ConfigureAwait(false));
            }

            return closures;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw DebianErrors.Cache(folder, e);
        }
    }

    private static async Task<DebianClosure> BuildInAsync(
        string folder, AptState apt, DebianOptions options, LocalStore store, string scratch, IProgress<ProgressEvent>? progress, CancellationToken cancel)
    {
        IReadOnlyList<DebianPackage> packages = await AptSolver.SolveAsync(apt, cancel).ConfigureAwait(false);
        IReadOnlyList<PackageGroup> groups = PackageGraph.Groups(packages);

        ObjectNotes notes = new(Path.Combine(folder, "objects"), store);
        DebianObject?[] objects = FromNotes(groups, notes, store);
        DebianPackage[] needed = [.. groups.Where((_, i) => objects[i] is null).SelectMany(group => group.Packages)];
        await PackageDownload.FetchAsync(apt, needed, packages, options.Offline, progress, cancel).ConfigureAwait(false);
        if (needed.Length > 0)
            await UnpackAsync(groups, objects, new Context(apt, notes, store, scratch, options, progress), cancel).ConfigureAwait(false);
        return new DebianClosure([.. objects.Select(o => o!)]);
    }

    private static DebianObject?[] FromNotes(IReadOnlyList<PackageGroup> groups, ObjectNotes notes, LocalStore store)
    {
        DebianObject?[] objects = new DebianObject?[groups.Count];
        for (int i = 0; i < groups.Count; i++)
        {
            if (groups[i].Needs.Any(need => objects[need] is null))
                continue;
            StorePath[] references = References(groups[i], objects);
            if (notes.Find(groups[i], references) is { } info)
                objects[i] = Describe(groups[i], references, info, store);
        }

        return objects;
    }

    private static async Task UnpackAsync(IReadOnlyList<PackageGroup> groups, DebianObject?[] objects, Context context, CancellationToken cancel)
    {
        int[] missing = [.. Enumerable.Range(0, groups.Count).Where(i => objects[i] is null)];
        long total = missing.Sum(i => groups[i].Packages.Sum(package => package.Size));
        long done = 0;
        context.Progress?.Report(new ProgressEvent.StepStarted(Step, $"{missing.Length} store objects", total));
        using SemaphoreSlim workers = new(context.Options.Workers > 0 ? context.Options.Workers : Environment.ProcessorCount);
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        Dictionary<int, Task> tasks = [];
        foreach (int i in missing)
        {
            Task[] before = [.. groups[i].Needs.Where(tasks.ContainsKey).Select(need => tasks[need])];
            tasks.Add(i, Task.Run(() => OneAsync(i, before), CancellationToken.None));
        }

        await Task.WhenAll(tasks.Values).ConfigureAwait(false);
        context.Progress?.Report(new ProgressEvent.StepFinished(Step, $"{missing.Length} store objects"));

        async Task OneAsync(int i, Task[] before)
        {
            await Task.WhenAll(before).ConfigureAwait(false);
            await workers.WaitAsync(stop.Token).ConfigureAwait(false);
            try
            {
                objects[i] = await UnpackOneAsync(groups[i], References(groups[i], objects), context, stop.Token).ConfigureAwait(false);
            }
            catch
            {
                await stop.CancelAsync().ConfigureAwait(false);
                throw;
            }
            finally
            {
                workers.Release();
            }

            long now = Interlocked.Add(ref done, groups[i].Packages.Sum(package => package.Size));
            context.Progress?.Report(new ProgressEvent.StepAdvanced(Step, now, groups[i].ObjectName));
        }
    }

    private static async Task<DebianObject> UnpackOneAsync(
        PackageGroup group, StorePath[] references, Context context, CancellationToken cancel)
    {
        ImageDirectory tree = new();
        List<string> archives = [];
        try
        {
            foreach (DebianPackage package in group.Packages)
            {
                string archive = Path.Combine(context.Scratch, package.FileName + ".tar");
                archives.Add(archive);
                await PackageTree.AddAsync(tree, Path.Combine(context.Apt.Archives, package.FileName), archive, cancel).ConfigureAwait(false);
            }

            string needs = string.Join(' ', references.Select(context.Store.Directory.Print));
            tree.AddPath($"{SupportFolder}/propagated-build-inputs", Text(needs.Length > 0 ? needs + "\n" : ""));
            tree.AddPath($"{SupportFolder}/debian-packages", Text(string.Concat(group.Packages.Select(p => $"{p.Name} {p.Version}\n"))));
            StoreObjectInfo info = context.Store.Add(group.ObjectName, tree, new StoreReferences(references));
            context.Notes.Keep(group, references, info.Path);
            return Describe(group, references, info, context.Store);
        }
        finally
        {
            foreach (string archive in archives)
                File.Delete(archive);
        }
    }

    private static StorePath[] References(PackageGroup group, DebianObject?[] objects) =>
        [.. group.Needs.Select(need => objects[need]!.Path).Order()];

    private static DebianObject Describe(PackageGroup group, StorePath[] references, StoreObjectInfo info, LocalStore store) =>
        new(info.Path, store.PhysicalPath(info.Path), group.Packages, references, info);

    private static ImageFile Text(string text) => new(new MemoryContent(Encoding.UTF8.GetBytes(text)), UnixPermissions.ReadOnly);

    private sealed record Context(
        AptState Apt, ObjectNotes Notes, LocalStore Store, string Scratch, DebianOptions Options, IProgress<ProgressEvent>? Progress);
}
