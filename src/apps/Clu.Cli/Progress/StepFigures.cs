namespace Clu.Cli.Progress;

/// <summary>How far a step is, in words; each is empty where it is not known.</summary>
/// <param name="Percent"><c>40 %</c>.</param>
/// <param name="Amount"><c>96 of 240 MiB</c>.</param>
/// <param name="Rate"><c>12 MiB/s</c>.</param>
/// <param name="Remaining"><c>12 s left</c>.</param>
internal readonly record struct StepFigures(string Percent, string Amount, string Rate, string Remaining)
{
    /// <summary>One phrase.</summary>
    public override string ToString() => string.Join(", ", new[] { Percent, Amount, Rate, Remaining }.Where(part => part.Length > 0));
}
