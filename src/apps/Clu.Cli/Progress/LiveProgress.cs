using Clu.Cli.Text;
using Clu.Stores.Progress;
using Spectre.Console;

namespace Clu.Cli.Progress;

/// <summary>A bar for each running step at the bottom of a terminal; finished steps stay as lines above.</summary>
internal sealed class LiveProgress : SerialProgress
{
    private const int BarWidth = 10;
    private const int PercentWidth = 5;
    private const int AmountWidth = 16;
    private const int SpeedWidth = 22;
    private const int Gaps = 4;
    private const int LongestTitle = 44;

    private readonly IAnsiConsole _console;
    private readonly TimeProvider _clock;
    private readonly Dictionary<string, ProgressTask> _tasks = [];
    private readonly Dictionary<ProgressTask, StepMeter> _meters = [];
    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ProgressContext _context;
    private readonly Task _display;

    public LiveProgress(IAnsiConsole console, TimeProvider clock)
    {
        _console = console;
        _clock = clock;
        TaskCompletionSource<ProgressContext> begun = new();
        _display = console.Progress().AutoClear(true).HideCompleted(true)
            .Columns(
                new StepColumn(TitleWidth(console), Justify.Left, task => MeterOf(task).Title),
                new ProgressBarColumn { Width = BarWidth },
                new StepColumn(PercentWidth, Justify.Right, task => FiguresOf(task).Percent),
                new StepColumn(AmountWidth, Justify.Right, task => FiguresOf(task).Amount),
                new StepColumn(SpeedWidth, Justify.Left, task => FiguresOf(task) is var figures ? $"{figures.Rate} {figures.Remaining}".Trim() : ""))
            .StartAsync(context =>
            {
                begun.SetResult(context);
                return _end.Task;
            });
        _context = begun.Task.GetAwaiter().GetResult();
    }

    public override void Dispose()
    {
        _end.TrySetResult();
        _display.GetAwaiter().GetResult();
        base.Dispose();
    }

    protected override void Show(ProgressEvent value)
    {
        switch (value)
        {
            case ProgressEvent.StepStarted started:
                End(started.Step);
                ProgressTask task = _context.AddTask("step", autoStart: false, maxValue: Math.Max(1, started.TotalBytes ?? 1));
                task.IsIndeterminate = started.TotalBytes is null;
                _meters[task] = new StepMeter(started.Title, started.TotalBytes, _clock);
                _tasks[started.Step] = task;
                task.StartTask();
                break;
            case ProgressEvent.StepAdvanced advanced when _tasks.TryGetValue(advanced.Step, out ProgressTask? running):
                _meters[running].Advance(advanced);
                if (_meters[running].TotalBytes is { } total && total > 0)
                {
                    running.MaxValue = total;
                    running.IsIndeterminate = false;
                }

                // At its largest value the bar would vanish before the step is finished.
                running.Value = Math.Min(_meters[running].DoneBytes, running.MaxValue * 0.9999);
                break;
            case ProgressEvent.StepFinished finished:
                StepMeter? meter = End(finished.Step);
                string time = meter is null ? "" : $"  {Figures.Duration(meter.Elapsed)}";
                string title = meter is null || finished.Summary.StartsWith(meter.Title, StringComparison.Ordinal) ? "" : $"{meter.Title}: ";
                Line("✓", Color.Green, $"{title}{finished.Summary}{time}");
                break;
            case ProgressEvent.Warning warning:
                Line("!", Color.Yellow, warning.Hint is null ? warning.Message : $"{warning.Message}\n  {warning.Hint}");
                break;
        }
    }

    private StepMeter? End(string step)
    {
        if (!_tasks.Remove(step, out ProgressTask? task))
            return null;
        task.StopTask();
        return MeterOf(task);
    }

    private void Line(string sign, Color colour, string text) =>
        _console.Write(new LineAboveBars(new Paragraph().Append(sign, new Style(colour)).Append($" {text}")));

    private static int TitleWidth(IAnsiConsole console) =>
        Math.Clamp(console.Profile.Width - BarWidth - PercentWidth - AmountWidth - SpeedWidth - Gaps, 1, LongestTitle);

    // Spectre draws on its own thread.
    private StepMeter MeterOf(ProgressTask task)
    {
        lock (Gate)
            return _meters[task];
    }

    private StepFigures FiguresOf(ProgressTask task)
    {
        lock (Gate)
            return _meters[task].Figures();
    }
}
