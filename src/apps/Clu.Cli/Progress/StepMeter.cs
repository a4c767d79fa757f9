using Clu.Cli.Text;
using Clu.Stores.Progress;

namespace Clu.Cli.Progress;

/// <summary>Measures one step: how much is done, how fast, how long it will take.</summary>
internal sealed class StepMeter
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    private readonly TimeProvider _clock;
    private readonly long _started;
    private readonly Queue<(long At, long Bytes)> _samples = new();

    /// <summary>Starts measuring.</summary>
    public StepMeter(string title, long? totalBytes, TimeProvider clock)
    {
        Title = title;
        TotalBytes = totalBytes;
        _clock = clock;
        _started = clock.GetTimestamp();
        _samples.Enqueue((_started, 0));
    }

    /// <summary>What people see.</summary>
    public string Title { get; }

    /// <summary>Bytes to be done; null when not known.</summary>
    public long? TotalBytes { get; private set; }

    /// <summary>Things done besides bytes; null where there are none.</summary>
    public StepCount? Count { get; private set; }

    /// <summary>Bytes done.</summary>
    public long DoneBytes { get; private set; }

    /// <summary>What is being worked on.</summary>
    public string? Item { get; private set; }

    /// <summary>Time since the start.</summary>
    public TimeSpan Elapsed => _clock.GetElapsedTime(_started);

    /// <summary>Takes a report over. One from before the last, which threads may send, changes nothing.</summary>
    public void Advance(ProgressEvent.StepAdvanced advanced)
    {
        Item = advanced.Item;
        TotalBytes = advanced.TotalBytes ?? TotalBytes;
        Count = advanced.Count ?? Count;
        long doneBytes = advanced.DoneBytes;
        if (doneBytes <= DoneBytes)
            return;
        DoneBytes = doneBytes;
        long now = _clock.GetTimestamp();
        _samples.Enqueue((now, doneBytes));
        while (_samples.Count > 2 && _clock.GetElapsedTime(_samples.Peek().At, now) > Window)
            _samples.Dequeue();
    }

    /// <summary>The figures of this moment.</summary>
    public StepFigures Figures()
    {
        double? rate = Rate();
        string speed = rate is { } r ? Text.Figures.Rate(r) : "";
        // Of a step that has things and no bytes the things are what one waits for.
        if (Count is { } count && DoneBytes == 0)
            return new StepFigures($"{Text.Figures.Percent(count.Done, count.Total)} %", Text.Figures.Part(count), "", "");
        if (TotalBytes is not { } total)
            return new StepFigures("", DoneBytes > 0 ? Text.Figures.Bytes(DoneBytes) : "", speed, "");
        string left = rate > 0 && DoneBytes < total ? $"{Text.Figures.About(TimeSpan.FromSeconds((total - DoneBytes) / rate.Value))} left" : "";
        return new StepFigures($"{Text.Figures.Percent(DoneBytes, total)} %", Text.Figures.Part(DoneBytes, total), speed, left);
    }

    /// <summary>Bytes a second over the last seconds, or null as long as that says nothing.</summary>
    private double? Rate()
    {
        (long at, long bytes) = _samples.Peek();
        TimeSpan time = _clock.GetElapsedTime(at);
        return time < Shortest || DoneBytes == bytes ? null : (DoneBytes - bytes) / time.TotalSeconds;
    }
}
