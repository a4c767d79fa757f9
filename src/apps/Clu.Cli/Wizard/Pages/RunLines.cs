using Clu.Cli.Progress;
using Clu.Cli.Text;
using Clu.Cli.Wizard.Running;
using Clu.Cli.Wizard.Screens;
using Clu.Install.Plans;

namespace Clu.Cli.Wizard.Pages;

/// <summary>Draws how far work is: a line for each step, a bar and figures for those that run.</summary>
internal static class RunLines
{
    private const int LongestBar = 30;

    /// <summary>Writes as much as there is room for; what runs is always shown.</summary>
    /// <param name="run">The work.</param>
    /// <param name="planned">The steps that will come, in order; what begins beside them stands where it began.</param>
    /// <param name="region">Where to draw.</param>
    public static void Write(RunView run, IReadOnlyList<InstallStep> planned, Region region)
    {
        List<(string Title, RunStep? Step)> lines = Lines(run, planned);
        List<RunStep> running = [.. run.Steps.Where(step => step.Summary is null)];
        int figures = running.Count * 2;
        int rows = Math.Max(1, region.Left - figures - 1);
        int current = Math.Max(0, lines.FindLastIndex(line => line.Step is not null));
        int first = Math.Clamp(current - (rows / 2), 0, Math.Max(0, lines.Count - rows));
        foreach ((string title, RunStep? step) in lines.Skip(first).Take(rows))
            region.Line(Line(title, step, region), step is { Summary: null } ? CellStyle.Bold : step is null ? CellStyle.Dim : CellStyle.Plain);
        region.Line();
        foreach (RunStep step in running)
            WriteFigures(step.Meter, region);
    }

    private static List<(string, RunStep?)> Lines(RunView run, IReadOnlyList<InstallStep> planned)
    {
        int firstPlanned = run.Steps.ToList().FindIndex(step => planned.Any(one => one.Id == step.Id));
        List<(string, RunStep?)> lines = [];
        List<(string, RunStep?)> after = [];
        for (int i = 0; i < run.Steps.Count; i++)
        {
            if (planned.All(one => one.Id != run.Steps[i].Id))
                (firstPlanned >= 0 && i > firstPlanned ? after : lines).Add((run.Steps[i].Meter.Title, run.Steps[i]));
        }

        lines.AddRange(planned.Select(one => (one.Title, run.Steps.FirstOrDefault(step => step.Id == one.Id))));
        lines.AddRange(after);
        return lines;
    }

    private static string Line(string title, RunStep? step, Region region) => step switch
    {
        null => $"  {title}",
        { Summary: null } => $"> {title}",
        { Summary: { } summary } => $"{region.Glyphs.Done} {title}{(summary is "" or "done" || summary == title ? "" : $": {summary}")}  {Figures.Duration(step.Time)}",
    };

    private static void WriteFigures(StepMeter meter, Region region)
    {
        StepFigures figures = meter.Figures();
        int width = Math.Clamp(region.Width - 50, 6, LongestBar);
        string bar = "";
        if (meter.TotalBytes is { } total)
        {
            int full = Figures.Percent(meter.DoneBytes, total) * width / 100;
            bar = $"{new string(region.Glyphs.Full, full)}{new string(region.Glyphs.Empty, width - full)}  ";
        }

        region.Line($"{bar}{figures}");
        region.Line(meter.Item ?? "");
    }
}
