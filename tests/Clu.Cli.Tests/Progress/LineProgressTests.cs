using Clu.Cli.Progress;
using Clu.Stores.Progress;

namespace Clu.Cli.Tests.Progress;

public sealed class LineProgressTests : IDisposable
{
    private const long MiB = 1 << 20;

    private readonly Clock _clock = new();
    private readonly StringWriter _lines = new() { NewLine = "\n" };

    public void Dispose() => _lines.Dispose();

    [Fact]
    public void A_step_has_a_line_each_ten_per_cent_with_figures()
    {
        using LineProgress progress = new(_lines, quiet: false, _clock);

        progress.Report(new ProgressEvent.StepStarted("download", "312 Debian packages", 240 * MiB));
        for (int i = 1; i <= 240; i++)
        {
            _clock.Pass(0.5);
            progress.Report(new ProgressEvent.StepAdvanced("download", i * MiB, null));
        }

        progress.Report(new ProgressEvent.StepFinished("download", "312 packages"));

        string[] lines = _lines.ToString().TrimEnd().Split('\n');
        Assert.Equal(11, lines.Length);
        Assert.Equal("312 Debian packages (240 MiB)", lines[0]);
        Assert.Equal("  download: 10 %, 24 of 240 MiB, 2.0 MiB/s, 2 min left", lines[1]);
        Assert.Equal("  download: done, 312 packages (2 min 00 s)", lines[10]);
    }

    [Fact]
    public void A_step_of_unknown_size_has_a_line_each_five_seconds()
    {
        using LineProgress progress = new(_lines, quiet: false, _clock);

        progress.Report(new ProgressEvent.StepStarted("index", "index", null));
        for (int i = 1; i <= 100; i++)
        {
            _clock.Pass(0.11);
            progress.Report(new ProgressEvent.StepAdvanced("index", i * MiB, null));
        }

        Assert.Equal("index\n  index: 46 MiB, 9.1 MiB/s\n  index: 92 MiB, 9.1 MiB/s\n", _lines.ToString());
    }

    [Fact]
    public void A_step_without_bytes_has_a_line_where_it_works_on_something_else()
    {
        using LineProgress progress = new(_lines, quiet: false, _clock);

        progress.Report(new ProgressEvent.StepStarted("install", "Installing", null));
        foreach (string item in new[] { "kernel", "kernel", "", "login" })
        {
            _clock.Pass(6);
            progress.Report(new ProgressEvent.StepAdvanced("install", 0, item));
        }

        Assert.Equal("Installing\n  install: kernel\n  install: login\n", _lines.ToString());
    }

    [Fact]
    public void A_quiet_run_shows_warnings_only()
    {
        using LineProgress progress = new(_lines, quiet: true, _clock);

        progress.Report(new ProgressEvent.StepStarted("index", "index", null));
        progress.Report(new ProgressEvent.Warning("the index is old", "connect to the mirror"));
        progress.Report(new ProgressEvent.StepFinished("index", "done"));

        Assert.Equal("warning: the index is old\nhint: connect to the mirror\n", _lines.ToString());
    }
}
