using System.Text.Json;
using Clu.Binary;
using Clu.Stores.Progress;

namespace Clu.Systems.Flakes;

/// <summary>Builds systems that were evaluated.</summary>
/// <param name="nix">The Nix that does it.</param>
public sealed class FlakeBuilder(NixCommand nix)
{
    private const string Step = "nix-build";
    private const string NoMessage = "error: \n";

    /// <summary>Builds systems, all in one run so that Nix builds what it can at once.</summary>
    /// <param name="systems">The systems.</param>
    /// <param name="link">Path of links that keep what is built from being collected; Nix appends numbers. They are roots as long as they are there.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>Absolute store path of each system, in their order.</returns>
    /// <exception cref="CluException">CLU0704: Nix cannot build them; its own message is in it. CLU0708, CLU0710.</exception>
    public async Task<IReadOnlyList<string>> BuildAsync(IReadOnlyList<FlakeSystem> systems, string link, CancellationToken cancel)
    {
        string what = string.Join(", ", systems.Select(system => $"'{system.Target}'"));
        nix.Progress?.Report(new ProgressEvent.StepStarted(Step, "Building with Nix", null));
        string[] derivations = [.. systems.Select(system => system.Derivation).Distinct()];
        NixRun run = await nix.RunAsync(Step, ["build"], ["--out-link", link, "--", .. derivations.Select(derivation => nix.Release.OutputOf(derivation))], cancel).ConfigureAwait(false);
        cancel.ThrowIfCancellationRequested();
        if (!run.Succeeded)
        {
            string error = await MessageAsync(run, derivations, link, cancel).ConfigureAwait(false);
            throw FlakeAdvice.FeatureOff(error) ?? FlakeErrors.CannotBuild(what, error);
        }

        Dictionary<string, string> outputs = Read(run.Output);
        string[] paths = [.. systems.Select(system => outputs.GetValueOrDefault(system.Derivation) ?? throw FlakeErrors.NotUnderstood("nix build", run.Output))];
        nix.Progress?.Report(new ProgressEvent.StepFinished(Step, run.Built == 0 && run.Fetched == 0 ? "all was there" : $"{run.Built} built, {run.Fetched} fetched"));
        return paths;
    }

    /// <summary>Builds or fetches outputs of derivations that are in the store.</summary>
    /// <param name="outputs">Absolute paths of derivations, and names of their outputs.</param>
    /// <param name="link">As in <see cref="BuildAsync"/>.</param>
    /// <param name="what">What they are, for people.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="CluException">CLU0704: Nix cannot build them.</exception>
    public async Task RealiseAsync(IReadOnlyList<(string Derivation, string Output)> outputs, string link, string what, CancellationToken cancel)
    {
        nix.Progress?.Report(new ProgressEvent.StepStarted(Step, $"Getting {what}", null));
        NixRun run = await nix.RunAsync(
            Step, ["build"], ["--out-link", link, "--", .. outputs.Select(each => nix.Release.OutputOf(each.Derivation, each.Output)).Distinct()], cancel).ConfigureAwait(false);
        cancel.ThrowIfCancellationRequested();
        if (!run.Succeeded)
            throw FlakeAdvice.FeatureOff(run.Error) ?? FlakeErrors.CannotBuild(what, run.Error);
        nix.Progress?.Report(new ProgressEvent.StepFinished(Step, $"{run.Built} built, {run.Fetched} fetched"));
    }

    /// <summary>Older Nix says nothing of what failed where it was building something else, too; asked for one thing at a time it does.</summary>
    private async Task<string> MessageAsync(NixRun run, string[] derivations, string link, CancellationToken cancel)
    {
        if (derivations.Length == 1 || (run.Error.TrimEnd() != NoMessage.TrimEnd() && !run.Error.StartsWith(NoMessage, StringComparison.Ordinal)))
            return run.Error;
        foreach (string derivation in derivations)
        {
            NixRun alone = await nix.RunAsync(Step, ["build"], ["--out-link", link, "--", nix.Release.OutputOf(derivation)], cancel).ConfigureAwait(false);
            if (!alone.Succeeded)
                return alone.Error;
        }

        return run.Error;
    }

    /// <summary>Output paths by derivation.</summary>
    private static Dictionary<string, string> Read(string output)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(output);
            Dictionary<string, string> paths = new(StringComparer.Ordinal);
            foreach (JsonElement built in document.RootElement.EnumerateArray())
                paths[built.GetProperty("drvPath").GetString()!] = built.GetProperty("outputs").GetProperty("out").GetString()!;
            return paths;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or ArgumentNullException)
        {
            throw FlakeErrors.NotUnderstood("nix build", output);
        }
    }
}
