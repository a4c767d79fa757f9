using Clu.Nix.StorePaths;
using Clu.Stores.Progress;

namespace Clu.Systems.Flakes.Logs;

/// <summary>Follows the log of one run of Nix: reports how far it is, passes warnings on, keeps what went wrong.</summary>
/// <param name="step">The step that is reported.</param>
/// <param name="progress">Is told.</param>
/// <param name="warned">Warnings that were passed on, so that several runs say each once.</param>
internal sealed class NixLog(string step, IProgress<ProgressEvent>? progress, ISet<string> warned)
{
    private const int BuildLogResult = 101;
    private const int MostLogLines = 10;
    private const int MostPlainLines = 50;
    private const string WarningPrefix = "warning: ";

    private readonly NixActivities _activities = new();
    private readonly Dictionary<ulong, Queue<string>> _logs = [];
    private readonly List<string> _errors = [];
    private readonly Queue<string> _plain = new();
    private readonly Queue<string> _lastLog = new();
    private string? _item;

    /// <summary>What Nix printed as errors, without colours; where it said none, what else was printed.</summary>
    public string Error
    {
        get
        {
            string text = string.Join('\n', _errors.Count > 0 ? _errors : [.. _plain]).Trim('\n');
            // Older Nix ends with the lines itself when it is not asked for this format.
            return _lastLog.Count == 0 || text.Contains("log lines", StringComparison.Ordinal)
                ? text
                : $"{text}\nlast lines of the log:\n{string.Join('\n', _lastLog.Select(line => $"> {line}"))}";
        }
    }

    /// <summary>Builds that are done.</summary>
    public long Built => _activities.Of(NixActivityType.Builds).Done;

    /// <summary>Store objects that were fetched.</summary>
    public long Fetched => _activities.Of(NixActivityType.CopyPaths).Done;

    /// <summary>Takes a line over.</summary>
    public void Take(string text)
    {
        NixLogLine line = NixLogLine.Parse(text);
        _activities.Take(line);
        switch (line)
        {
            // Some warnings have the level of errors.
            case NixLogLine.Message { Level: 0 } message when message.Text.StartsWith(WarningPrefix, StringComparison.Ordinal):
                Warn(message.Text);
                break;
            case NixLogLine.Message { Level: 0 } message when !message.Text.StartsWith("(use '--show-trace'", StringComparison.Ordinal):
                _errors.Add(message.Text);
                break;
            case NixLogLine.Message { Level: 1 } message:
                Warn(message.Text);
                break;
            case NixLogLine.Plain { Text.Length: > 0 } plain:
                Keep(_plain, AnsiText.Plain(plain.Text), MostPlainLines);
                break;
            case NixLogLine.Start start:
                _item = ItemOf(start) ?? _item;
                if (start.Type == (int)NixActivityType.Build)
                    _logs[start.Id] = new Queue<string>();
                break;
            case NixLogLine.Result { Type: BuildLogResult } result when _logs.TryGetValue(result.Id, out Queue<string>? log):
                Keep(log, AnsiText.Plain(result.Text), MostLogLines);
                // Of several builds at once the one that spoke last is most likely the one that fails.
                _lastLog.Clear();
                foreach (string last in log)
                    _lastLog.Enqueue(last);
                break;
            case NixLogLine.Stop stop:
                _logs.Remove(stop.Id);
                break;
        }

        if (line is NixLogLine.Start or NixLogLine.Stop or NixLogLine.Result)
            Report();
    }

    private static void Keep(Queue<string> lines, string line, int most)
    {
        lines.Enqueue(line);
        if (lines.Count > most)
            lines.Dequeue();
    }

    private void Warn(string text)
    {
        string message = text.StartsWith(WarningPrefix, StringComparison.Ordinal) ? text[WarningPrefix.Length..] : text;
        if (warned.Add(message))
            progress?.Report(new ProgressEvent.Warning(message, null));
    }

    private void Report()
    {
        (long done, long expected) = _activities.Of(NixActivityType.FileTransfer);
        // From a cache in a folder nothing is transferred, only copied.
        if (expected == 0)
            (done, expected) = _activities.Of(NixActivityType.CopyPath);
        (long built, long builds) = _activities.Of(NixActivityType.Builds);
        progress?.Report(new ProgressEvent.StepAdvanced(step, done, _item)
        {
            TotalBytes = expected > 0 ? expected : null,
            Count = builds > 0 ? new StepCount((int)built, (int)builds) : null,
        });
    }

    private static string? ItemOf(NixLogLine.Start start) => (NixActivityType)start.Type switch
    {
        NixActivityType.Build or NixActivityType.CopyPath or NixActivityType.Substitute when start.Fields is [string path, ..] => NameOf(path),
        NixActivityType.FileTransfer when start.Fields is [string address, ..] => address[(address.LastIndexOf('/') + 1)..],
        NixActivityType.FetchTree => start.Text,
        _ => null,
    };

    private static string NameOf(string path)
    {
        string name = path[(path.LastIndexOf('/') + 1)..];
        name = StorePath.TryParse(name, out StorePath? parsed) ? parsed.Name : name;
        return name.EndsWith(".drv", StringComparison.Ordinal) ? name[..^4] : name;
    }
}
