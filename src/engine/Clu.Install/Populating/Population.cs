using Clu.Binary;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores;
using Clu.Stores.Copying;
using Clu.Stores.Local;
using Clu.Stores.Media;
using Clu.Stores.Progress;

namespace Clu.Install.Populating;

/// <summary>
/// Puts a system from a medium into a mounted target: files first, each checked by its hash on the way; when all of them are on the disk the
/// database, in one transaction; then the profile. Interrupted at any moment, by a power cut too, the next run goes on and ends in the same state.
/// </summary>
public static class Population
{
    private const string CopyStep = "populate";
    private const string SalvageStep = "salvage";
    private const string RegisterStep = "register";

    /// <summary>Does it.</summary>
    /// <param name="request">What and where.</param>
    /// <param name="cancel">Ends it; what is placed is kept for the next run.</param>
    /// <exception cref="CluException">
    /// CLU0650: the target is full. CLU0652: the medium lacks a part of the system. CLU0310: what the medium holds has another hash than it says.
    /// CLU0301, CLU0318: the medium or the target cannot be read or written. In each case nothing is registered.
    /// </exception>
    public static PopulationResult Run(PopulationRequest request, CancellationToken cancel)
    {
        using MediumStore medium = new(request.MediumPath) { FindsOwnAddresses = false };
        IReadOnlyList<StoreObjectInfo> closure = MediumClosure.Of(medium, [request.Toplevel, .. request.Kept], cancel);
        try
        {
            return Run(request, medium, closure, cancel);
        }
        catch (DiskFullException e)
        {
            throw InstallErrors.TargetFull(request.Root, closure.Sum(info => info.NarSize), e);
        }
    }

    private static PopulationResult Run(PopulationRequest request, MediumStore medium, IReadOnlyList<StoreObjectInfo> closure, CancellationToken cancel)
    {
        int jobs = request.Jobs ?? WorkerCount.Of(Environment.ProcessorCount, AvailableMemory.Read());
        IReadOnlyList<StoreObjectInfo> absent, copied;
        IReadOnlySet<StorePath> salvaged;
        using (LocalStore target = LocalStore.Open(request.Root, request.Clock))
        {
            absent = target.Absent(closure);
            salvaged = Salvage(target, absent, jobs, request.Progress, cancel);
            copied = [.. absent.Where(info => !salvaged.Contains(info.Path))];
            if (copied.Count > 0)
                Copy(medium, target, new CopyPlan(copied, closure.Count - copied.Count), jobs, request.Progress, cancel);
            if (absent.Count > 0)
                Register(target, absent, request, cancel);
            if (request.BuildersGroup is { } group)
                target.GiveToBuilders(group);
        }

        int generation = SystemProfile.Set(request.Root, request.Toplevel);
        KeptObjects.Set(request.Root, request.Kept);
        SystemProfile.MarkAsNixOS(request.Root);
        // The database was closed, which moved its log into it.
        using (LocalStore target = LocalStore.OpenReadOnly(request.Root)!)
            target.WriteOut();
        return new PopulationResult(
            closure.Count, closure.Sum(info => info.NarSize), copied.Count, copied.Sum(info => info.NarSize), salvaged.Count, generation);
    }

    private static IReadOnlySet<StorePath> Salvage(
        LocalStore target, IReadOnlyList<StoreObjectInfo> absent, int jobs, IProgress<ProgressEvent>? progress, CancellationToken cancel)
    {
        IReadOnlyList<StoreObjectInfo> placed = target.Unregistered(absent);
        if (placed.Count > 0)
            progress?.Report(new ProgressEvent.StepStarted(SalvageStep, "Checking what an interrupted run left", placed.Sum(info => info.NarSize)));
        long done = 0;
        IReadOnlySet<StorePath> whole = target.Salvage(
            placed,
            jobs,
            (info, bytes) => progress?.Report(new ProgressEvent.StepAdvanced(SalvageStep, Interlocked.Add(ref done, bytes), info.Path.Name)),
            cancel);
        if (placed.Count > 0)
            progress?.Report(new ProgressEvent.StepFinished(SalvageStep, $"{whole.Count} of {placed.Count} store objects are whole"));
        return whole;
    }

    private static void Copy(
        MediumStore medium, LocalStore target, CopyPlan plan, int jobs, IProgress<ProgressEvent>? progress, CancellationToken cancel) =>
        new ClosureCopy(medium, target, new CopyOptions { Jobs = jobs, Step = CopyStep, Registers = false, CheckSignatures = false })
            .Run(plan, progress, cancel);

    private static void Register(LocalStore target, IReadOnlyList<StoreObjectInfo> placed, PopulationRequest request, CancellationToken cancel)
    {
        request.Progress?.Report(new ProgressEvent.StepStarted(RegisterStep, $"Registering {placed.Count} store objects", null));
        // A registered object whose files the disk does not have yet would be broken by a power cut.
        target.WriteOut();
        cancel.ThrowIfCancellationRequested();
        target.Register(target.WithOwnAddresses(placed, request.Toplevel));
        request.Progress?.Report(new ProgressEvent.StepFinished(RegisterStep, $"{placed.Count} store objects"));
    }
}
