using System.Text.Json;
using Clu.Binary;
using Clu.Stores.Progress;

namespace Clu.Systems.Flakes;

/// <summary>Gets flakes into the store as Nix sees them, with all that their lock files name.</summary>
/// <param name="nix">The Nix that does it.</param>
public sealed class FlakeArchive(NixCommand nix)
{
    private const string Step = "archive";

    /// <summary>Fetches what is missing.</summary>
    /// <param name="flake">The flake, in Nix's words.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="CluException">CLU0726: an input cannot be fetched. CLU0710.</exception>
    public async Task<FlakeSource> FetchAsync(string flake, CancellationToken cancel)
    {
        nix.Progress?.Report(new ProgressEvent.StepStarted(Step, $"Fetching the inputs of {flake}", null));
        NixRun archived = await RunAsync(flake, ["archive"], cancel).ConfigureAwait(false);
        NixRun metadata = await RunAsync(flake, ["metadata"], cancel).ConfigureAwait(false);
        try
        {
            using JsonDocument archive = JsonDocument.Parse(archived.Output), described = JsonDocument.Parse(metadata.Output);
            int inputs = Count(archive.RootElement);
            bool isBelow = described.RootElement.GetProperty("resolved").TryGetProperty("dir", out JsonElement folder);
            FlakeSource source = new(archive.RootElement.GetProperty("path").GetString()!, isBelow ? folder.GetString()!.Trim('/') : "", inputs > 0);
            nix.Progress?.Report(new ProgressEvent.StepFinished(Step, inputs == 1 ? "1 input is in the store" : $"{inputs} inputs are in the store"));
            return source;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw FlakeErrors.NotUnderstood("nix flake archive", archived.Output);
        }
    }

    private async Task<NixRun> RunAsync(string flake, string[] command, CancellationToken cancel)
    {
        NixRun run = await nix.RunAsync(Step, ["flake", .. command], ["--", flake], cancel).ConfigureAwait(false);
        cancel.ThrowIfCancellationRequested();
        return run.Succeeded ? run : throw FlakeErrors.CannotArchive(flake, run.Error);
    }

    /// <summary>Inputs of a flake, and theirs, each as often as it is named.</summary>
    private static int Count(JsonElement flake) =>
        flake.TryGetProperty("inputs", out JsonElement inputs) ? inputs.EnumerateObject().Sum(input => 1 + Count(input.Value)) : 0;
}
