using System.Globalization;
using Clu.Binary;
using Clu.Nix.StoreObjects;
using Clu.Stores.Native;
using Clu.Stores.Optimising;
using Clu.Stores.Progress;

namespace Clu.Stores.Local;

/// <summary>The local store as one that keeps equal files once.</summary>
public sealed partial class LocalStore
{
    private const string OptimiseStep = "optimise";

    /// <summary>Whether what is added shares its files at once: <c>auto-optimise-store</c>.</summary>
    public bool OptimisesAdditions { get; init; }

    /// <inheritdoc/>
    public OptimiseResult Optimise(bool dryRun, IProgress<ProgressEvent>? progress, CancellationToken cancel)
    {
        IReadOnlyList<StoreObjectInfo> objects = All();
        progress?.Report(new ProgressEvent.StepStarted(
            OptimiseStep,
            objects.Count == 1 ? "Comparing the files of 1 store object" : $"Comparing the files of {objects.Count} store objects",
            objects.Sum(info => info.NarSize)));
        if (!dryRun)
            Protect(objects.Select(info => info.Path));
        FileLinker linker = new(_layout, Temporary);
        if (NativeFiles.Find(NativePath.From(_layout.Links)) is not null)
            linker.LoadShared();
        long done = 0;
        Parallel.ForEach(objects, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancel }, info =>
        {
            // It may have been collected before it was protected.
            if (IsKnown(info.Path))
                linker.Share(NativePath.From(PhysicalPath(info.Path)), dryRun, cancel);
            progress?.Report(new ProgressEvent.StepAdvanced(OptimiseStep, Interlocked.Add(ref done, info.NarSize), info.Path.Name));
        });
        OptimiseResult result = linker.Result;
        progress?.Report(new ProgressEvent.StepFinished(
            OptimiseStep, string.Create(CultureInfo.InvariantCulture, $"{result.FilesLinked} files linked, {result.BytesFreed} bytes")));
        return result;
    }

    /// <summary>Shares the files of what was just written.</summary>
    private void OptimiseAddition(string path)
    {
        if (OptimisesAdditions)
            new FileLinker(_layout, Temporary).Share(NativePath.From(path), dryRun: false, CancellationToken.None);
    }

    /// <summary>
    /// Removes from <c>.links</c> the names of files that are not what their name says, of those that a tree has: else they would come back
    /// with the next optimising.
    /// </summary>
    private void ForgetBadLinks(NativePath tree)
    {
        NativePath links = NativePath.From(_layout.Links);
        ILookup<ulong, FileName> names = NativeFiles.Entries(links).ToLookup(entry => entry.Inode, entry => entry.Name);
        foreach ((NativePath path, FileStatus status) in FilesOf(tree))
        {
            if (status.Links < 2)
                continue;
            foreach (FileName name in names[status.Inode])
            {
                if (FileLinker.HashOf(path) != name.ToString())
                    NativeFiles.Remove(links[name]);
            }
        }
    }

    private static IEnumerable<(NativePath Path, FileStatus Status)> FilesOf(NativePath path)
    {
        if (NativeFiles.Find(path) is not { } status)
            return [];
        return status.Kind switch
        {
            FileKind.Directory => NativeFiles.List(path).SelectMany(name => FilesOf(path[name])),
            FileKind.Regular or FileKind.Symlink => [(path, status)],
            _ => [],
        };
    }
}
