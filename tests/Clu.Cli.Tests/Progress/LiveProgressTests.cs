using Clu.Cli.Progress;
using Clu.Stores.Progress;
using Spectre.Console;
using Spectre.Console.Testing;

namespace Clu.Cli.Tests.Progress;

public sealed class LiveProgressTests
{
    private const long MiB = 1 << 20;

    [Fact]
    public async Task A_running_step_shows_bytes_rate_and_time_left_and_a_finished_one_stays_as_a_line()
    {
        using TestConsole console = new TestConsole().Width(80).Interactive().EmitAnsiSequences().SupportsUnicode(true);
        Clock clock = new();
        using (LiveProgress progress = new(console, clock))
        {
            progress.Report(new ProgressEvent.StepStarted("download", "312 Debian packages", 240 * MiB));
            clock.Pass(8);
            progress.Report(new ProgressEvent.StepAdvanced("download", 96 * MiB, "git"));
            using CancellationTokenSource limit = new(TimeSpan.FromSeconds(30));
            while (!console.Output.Contains("12 s left", StringComparison.Ordinal))
                await Task.Delay(20, limit.Token);
            progress.Report(new ProgressEvent.Warning("slow [mirror]", null));
            progress.Report(new ProgressEvent.StepFinished("download", "312 packages"));
        }

        Assert.Contains("40 %", console.Output, StringComparison.Ordinal);
        Assert.Contains("96 of 240 MiB", console.Output, StringComparison.Ordinal);
        Assert.Contains("12 MiB/s", console.Output, StringComparison.Ordinal);
        Assert.Contains("slow [mirror]", console.Output, StringComparison.Ordinal);
        Assert.Contains("312 Debian packages: 312 packages  8.0 s", console.Output, StringComparison.Ordinal);
        Assert.Contains("\e[?25h", console.Output, StringComparison.Ordinal); // the cursor is back
    }

    [Fact]
    public void A_run_without_steps_leaves_the_screen_alone()
    {
        using TestConsole console = new TestConsole().Width(80).Interactive();

        new LiveProgress(console, new Clock()).Dispose();

        Assert.Equal("", console.Output.Trim());
    }
}
