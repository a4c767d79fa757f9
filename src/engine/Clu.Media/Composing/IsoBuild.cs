using Clu.Media.Hosts;
using Clu.Stores.Progress;

namespace Clu.Media.Composing;

/// <summary>The way from systems to an ISO file: live system and hosts, boot loaders, plan, image.</summary>
public static class IsoBuild
{
    /// <summary>Builds the medium.</summary>
    /// <exception cref="Clu.Binary.CluException">See <c>docs/errors.md</c>: CLU04xx for packages and system, CLU052x for the image.</exception>
    public static async Task<IsoBuildResult> RunAsync(IsoBuildRequest request, IProgress<ProgressEvent>? progress, CancellationToken cancel)
    {
        string file = Path.GetFullPath(request.Output);
        if (!request.DryRun)
            PartialFile.CheckPlace(file);
        using ILiveBuild build = request.Live switch
        {
            LiveRequest.Reference reference => new ReferenceBuild(reference, request),
            LiveRequest.Nixos nixos => new NixosBuild(nixos, request),
            _ => throw new ArgumentException($"there is no way to make a {request.Live.GetType().Name}", nameof(request)),
        };
        string scratch = Directory.CreateTempSubdirectory("clu-build-").FullName;
        try
        {
            MediumSystems systems = await build.RunAsync(scratch, progress, cancel).ConfigureAwait(false);
            MediumManifest manifest = ManifestPlan.Make(systems.Live.Label, systems.Hosts, systems.WithoutHosts, systems.Objects.Select(o => o.Info));
            MediumPlan plan = await MediumPlanner.PlanAsync(systems, manifest, request.Workers, scratch, cancel).ConfigureAwait(false);
            return Finish(request, plan, systems, manifest, file, progress, cancel);
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }

    private static IsoBuildResult Finish(
        IsoBuildRequest request,
        MediumPlan plan,
        MediumSystems systems,
        MediumManifest manifest,
        string file,
        IProgress<ProgressEvent>? progress,
        CancellationToken cancel)
    {
        byte[] digest = PlanDigest.Of(plan);
        BuildNote notes = new(Path.Combine(request.CacheFolder, "media"));
        string? sha256 = notes.Find(digest, file);
        IsoBuildOutcome outcome = sha256 is not null ? IsoBuildOutcome.Unchanged : request.DryRun ? IsoBuildOutcome.Planned : IsoBuildOutcome.Written;
        if (outcome == IsoBuildOutcome.Written)
        {
            sha256 = MediumWriter.Write(plan, digest, file, progress, cancel);
            Remember(notes, digest, file, sha256, progress);
        }

        return new IsoBuildResult
        {
            File = file,
            Outcome = outcome,
            Size = sha256 is null ? null : new FileInfo(file).Length,
            Sha256 = sha256,
            Label = plan.Label,
            Toplevel = systems.Live.Toplevel,
            Objects = [.. plan.Objects.Select(o => o.Info)],
            PackageCount = systems.PackageCount,
            Hosts = manifest.Hosts,
        };
    }

    /// <summary>The image is done; that a later build cannot know so is no failure of this one.</summary>
    private static void Remember(BuildNote notes, byte[] digest, string file, string sha256, IProgress<ProgressEvent>? progress)
    {
        try
        {
            notes.Write(digest, file, sha256);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            progress?.Report(new ProgressEvent.Warning($"the next build will write the image again: {e.Message}", null));
        }
    }
}
