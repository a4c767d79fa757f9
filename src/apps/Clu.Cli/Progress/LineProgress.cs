using Clu.Cli.Text;
using Clu.Stores.Progress;

namespace Clu.Cli.Progress;

/// <summary>Plain lines, for logs: a step's start and end, between them one line each ten per cent, or each five seconds where no total is known.</summary>
internal sealed class LineProgress(TextWriter lines, bool quiet, TimeProvider clock) : SerialProgress
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, Step> _steps = [];

    protected override void Show(ProgressEvent value)
    {
        switch (value)
        {
            case ProgressEvent.Warning warning:
                lines.WriteLine($"warning: {warning.Message}");
                if (warning.Hint is not null)
                    lines.WriteLine($"hint: {warning.Hint}");
                break;
            case not null when quiet:
                break;
            case ProgressEvent.StepStarted started:
                _steps[started.Step] = new Step(new StepMeter(started.Title, started.TotalBytes, clock), 0, TimeSpan.Zero);
                lines.WriteLine(started.TotalBytes is { } total ? $"{started.Title} ({Figures.Bytes(total)})" : started.Title);
                break;
            case ProgressEvent.StepAdvanced advanced when _steps.TryGetValue(advanced.Step, out Step? step):
                Advance(advanced, step);
                break;
            case ProgressEvent.StepFinished finished:
                string time = _steps.Remove(finished.Step, out Step? ended) ? $" ({Figures.Duration(ended.Meter.Elapsed)})" : "";
                lines.WriteLine($"  {finished.Step}: {(finished.Summary is "" or "done" ? "done" : $"done, {finished.Summary}")}{time}");
                break;
        }
    }

    private void Advance(ProgressEvent.StepAdvanced advanced, Step step)
    {
        step.Meter.Advance(advanced);
        TimeSpan now = step.Meter.Elapsed;
        int tenth = step.Meter.TotalBytes is { } total ? Figures.Percent(step.Meter.DoneBytes, total) / 10 : 0;
        bool due = step.Meter.TotalBytes is null ? now - step.WrittenAt >= Pause : tenth > step.Tenth && now - step.WrittenAt >= ShortestPause;
        // The end has its own line.
        if (!due || tenth == 10)
            return;
        string said = step.Meter.Figures().ToString() is { Length: > 0 } figures ? figures : step.Meter.Item ?? "";
        _steps[advanced.Step] = step with { Tenth = tenth, WrittenAt = now, Said = said };
        if (said.Length > 0 && said != step.Said)
            lines.WriteLine($"  {advanced.Step}: {said}");
    }

    private sealed record Step(StepMeter Meter, int Tenth, TimeSpan WrittenAt, string Said = "");
}
