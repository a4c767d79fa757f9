using Clu.Cli.Progress;
using Clu.Stores.Progress;

namespace Clu.Cli.Wizard.Running;

/// <summary>How far work is, as it reports it: a line for each step, figures for the one that runs.</summary>
/// <param name="clock">Measures.</param>
internal sealed class RunView(TimeProvider clock)
{
    private const int MostWarnings = 20;

    private readonly long _started = clock.GetTimestamp();
    private readonly List<RunStep> _steps = [];
    private readonly List<string> _warnings = [];

    /// <summary>Steps that have begun, in that order.</summary>
    public IReadOnlyList<RunStep> Steps => _steps;

    /// <summary>What somebody should read.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>Time since the start.</summary>
    public TimeSpan Elapsed => clock.GetElapsedTime(_started);

    /// <summary>Takes a report over.</summary>
    public void Report(ProgressEvent progress)
    {
        switch (progress)
        {
            case ProgressEvent.StepStarted started:
                _steps.RemoveAll(step => step.Id == started.Step);
                _steps.Add(new RunStep(started.Step, new StepMeter(started.Title, started.TotalBytes, clock)));
                break;
            case ProgressEvent.StepAdvanced advanced:
                Find(advanced.Step)?.Meter.Advance(advanced);
                break;
            case ProgressEvent.StepFinished finished when Find(finished.Step) is { } step:
                _steps[_steps.IndexOf(step)] = step with { Summary = finished.Summary, Time = step.Meter.Elapsed };
                break;
            case ProgressEvent.Warning warning when _warnings.Count < MostWarnings:
                _warnings.Add(warning.Hint is null ? warning.Message : $"{warning.Message} ({warning.Hint})");
                break;
        }
    }

    private RunStep? Find(string id) => _steps.Find(step => step.Id == id);
}
