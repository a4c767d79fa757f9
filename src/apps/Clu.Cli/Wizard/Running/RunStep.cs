using Clu.Cli.Progress;

namespace Clu.Cli.Wizard.Running;

/// <summary>A step that has begun.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Meter">Its figures.</param>
internal sealed record RunStep(string Id, StepMeter Meter)
{
    /// <summary>What it did; null while it runs.</summary>
    public string? Summary { get; init; }

    /// <summary>How long it took.</summary>
    public TimeSpan Time { get; init; }
}
