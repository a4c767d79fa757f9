namespace Clu.Systems.Flakes.Logs;

/// <summary>How far Nix is, summed up over its activities as its own progress line does.</summary>
internal sealed class NixActivities
{
    private const int ProgressResult = 105;
    private const int ExpectedResult = 106;

    private readonly Dictionary<ulong, Activity> _running = [];
    private readonly Dictionary<int, Sum> _sums = [];

    /// <summary>Takes a line of the log over.</summary>
    public void Take(NixLogLine line)
    {
        switch (line)
        {
            case NixLogLine.Start start:
                _running[start.Id] = new Activity(start.Type);
                break;
            case NixLogLine.Stop stop when _running.Remove(stop.Id, out Activity? ended):
                SumOf(ended.Type).Done += ended.Done;
                foreach ((int type, long expected) in ended.ExpectedOf)
                    SumOf(type).Expected -= expected;
                break;
            case NixLogLine.Result { Type: ProgressResult, Numbers: [long done, long expected, ..] } result when _running.TryGetValue(result.Id, out Activity? running):
                running.Done = done;
                running.Expected = expected;
                break;
            case NixLogLine.Result { Type: ExpectedResult, Numbers: [long type, long expected, ..] } result when _running.TryGetValue(result.Id, out Activity? running):
                long before = running.ExpectedOf.GetValueOrDefault((int)type);
                running.ExpectedOf[(int)type] = expected;
                SumOf((int)type).Expected += expected - before;
                break;
        }
    }

    /// <summary>What is done, and what will have to be; in the unit of the kind: bytes, builds or paths.</summary>
    public (long Done, long Expected) Of(NixActivityType type)
    {
        Sum sum = SumOf((int)type);
        Activity[] running = [.. _running.Values.Where(activity => activity.Type == (int)type)];
        long done = sum.Done + running.Sum(activity => activity.Done);
        long expected = sum.Done + running.Sum(activity => activity.Expected);
        return (done, Math.Max(done, Math.Max(expected, sum.Expected)));
    }

    private Sum SumOf(int type)
    {
        if (!_sums.TryGetValue(type, out Sum? sum))
            _sums[type] = sum = new Sum();
        return sum;
    }

    private sealed class Activity(int type)
    {
        public int Type { get; } = type;

        public long Done { get; set; }

        public long Expected { get; set; }

        public Dictionary<int, long> ExpectedOf { get; } = [];
    }

    private sealed class Sum
    {
        public long Done { get; set; }

        public long Expected { get; set; }
    }
}
