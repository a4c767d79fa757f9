using Clu.Cli.Text;
using Clu.Stores.Progress;

namespace Clu.Cli.Progress;

/// <summary>One JSON object a line, for programs; of a step's advances at most ten a second.</summary>
internal sealed class JsonProgress(TextWriter lines, TimeProvider clock) : SerialProgress
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly Dictionary<string, long> _started = [];
    private readonly Dictionary<string, long> _written = [];

    protected override void Show(ProgressEvent value)
    {
        switch (value)
        {
            case ProgressEvent.StepStarted started:
                _started[started.Step] = clock.GetTimestamp();
                _written.Remove(started.Step);
                JsonLine.Write(lines, "step-started", writer =>
                {
                    writer.WriteString("step", started.Step);
                    writer.WriteString("title", started.Title);
                    writer.WriteNumberOrNull("totalBytes", started.TotalBytes);
                });
                break;
            case ProgressEvent.StepAdvanced advanced when IsDue(advanced.Step):
                JsonLine.Write(lines, "step-advanced", writer =>
                {
                    writer.WriteString("step", advanced.Step);
                    writer.WriteNumber("doneBytes", advanced.DoneBytes);
                    writer.WriteString("item", advanced.Item);
                    if (advanced.TotalBytes is { } total)
                        writer.WriteNumber("totalBytes", total);
                    if (advanced.Count is { } count)
                    {
                        writer.WriteNumber("doneCount", count.Done);
                        writer.WriteNumber("totalCount", count.Total);
                    }
                });
                break;
            case ProgressEvent.StepFinished finished:
                JsonLine.Write(lines, "step-finished", writer =>
                {
                    writer.WriteString("step", finished.Step);
                    writer.WriteString("summary", finished.Summary);
                    writer.WriteNumberOrNull("milliseconds", Milliseconds(finished.Step));
                });
                break;
            case ProgressEvent.Warning warning:
                JsonLine.Write(lines, "warning", writer =>
                {
                    writer.WriteString("message", warning.Message);
                    writer.WriteString("hint", warning.Hint);
                });
                break;
        }
    }

    private long? Milliseconds(string step) =>
        _started.Remove(step, out long started) ? (long)clock.GetElapsedTime(started).TotalMilliseconds : null;

    private bool IsDue(string step)
    {
        if (_written.TryGetValue(step, out long last) && clock.GetElapsedTime(last) < Pause)
            return false;
        _written[step] = clock.GetTimestamp();
        return true;
    }
}
