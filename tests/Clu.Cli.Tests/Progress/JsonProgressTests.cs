using Clu.Cli.Progress;
using Clu.Stores.Progress;

namespace Clu.Cli.Tests.Progress;

public sealed class JsonProgressTests
{
    [Fact]
    public void Every_report_is_an_object_on_a_line()
    {
        StringWriter lines = new() { NewLine = "\n" };
        Clock clock = new();
        using JsonProgress progress = new(lines, clock);

        progress.Report(new ProgressEvent.StepStarted("download", "Pakete für \"x\"", 7));
        progress.Report(new ProgressEvent.StepAdvanced("download", 3, "git"));
        progress.Report(new ProgressEvent.Warning("slow", null));
        clock.Pass(1.5);
        progress.Report(new ProgressEvent.StepFinished("download", "1 package"));

        Assert.Equal(
            """
            {"event":"step-started","step":"download","title":"Pakete für \"x\"","totalBytes":7}
            {"event":"step-advanced","step":"download","doneBytes":3,"item":"git"}
            {"event":"warning","message":"slow","hint":null}
            {"event":"step-finished","step":"download","summary":"1 package","milliseconds":1500}

            """, lines.ToString());
    }

    [Fact]
    public void Totals_and_counts_that_are_known_only_now_come_with_an_advance()
    {
        StringWriter lines = new() { NewLine = "\n" };
        using JsonProgress progress = new(lines, new Clock());
        progress.Report(new ProgressEvent.StepAdvanced("nix-build", 3, "linux") { TotalBytes = 9, Count = new StepCount(1, 4) });
        Assert.Equal(
            """
            {"event":"step-advanced","step":"nix-build","doneBytes":3,"item":"linux","totalBytes":9,"doneCount":1,"totalCount":4}

            """, lines.ToString());
    }

    [Fact]
    public void A_step_advances_at_most_ten_times_a_second()
    {
        StringWriter lines = new() { NewLine = "\n" };
        Clock clock = new();
        using JsonProgress progress = new(lines, clock);

        for (int i = 0; i < 1000; i++)
        {
            clock.Pass(0.001);
            progress.Report(new ProgressEvent.StepAdvanced("download", i, null));
        }

        Assert.InRange(lines.ToString().Count(c => c == '\n'), 9, 10);
    }
}
