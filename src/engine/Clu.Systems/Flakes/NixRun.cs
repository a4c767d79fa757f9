namespace Clu.Systems.Flakes;

/// <summary>How a run of <c>nix</c> ended.</summary>
/// <param name="Succeeded">Whether it ended with 0.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Error">What it printed as errors, as text.</param>
/// <param name="Built">Builds that it did.</param>
/// <param name="Fetched">Store objects that it fetched.</param>
internal sealed record NixRun(bool Succeeded, string Output, string Error, long Built, long Fetched);
