using Clu.Cli.Text;
using Clu.Cli.Wizard.Pages;
using Clu.Install.Choices;
using Clu.Install.Plans;
using Clu.Install.Preflights;
using Spectre.Console;

namespace Clu.Cli.Reports;

/// <summary>Prints a plan for people: every command as they could type it, every file, and what was found before.</summary>
internal static class PlanReport
{
    private const string Indent = "     ";
    private const int LargestContent = 2048;

    /// <summary>Writes it.</summary>
    /// <param name="plan">What would be done.</param>
    /// <param name="report">What was found.</param>
    /// <param name="root">Where the target would be mounted.</param>
    /// <param name="terminal">Where to write.</param>
    public static void WriteText(InstallPlan plan, PreflightReport report, string root, Terminal terminal)
    {
        InstallChoices choices = plan.Choices;
        terminal.Lines.WriteLine(
            $"'{choices.Host.Name}' ({Figures.Count(choices.Host.Closure.Count, "store object")}, {Figures.Bytes(choices.Host.ClosureSize)}) as '{choices.Machine.HostName}'");
        terminal.Lines.WriteLine(
            $"onto {string.Join(" and ", choices.Disks.Select(DiskText.Phrase))}, layout {choices.Layout.Name}, {ChoiceWords.Of(choices.Firmware)}, {ChoiceWords.Of(choices.Loader)}");
        for (int i = 0; i < plan.Steps.Count; i++)
        {
            InstallStep step = plan.Steps[i];
            terminal.Lines.WriteLine();
            terminal.Output.Write(new Spectre.Console.Text($"{i + 1,3}. {step.Title} ({step.Id})", new Style(decoration: Decoration.Bold)));
            if (step.Destroys)
                terminal.Output.Write(new Spectre.Console.Text($"  DESTROYS what is on {string.Join(" and ", choices.Disks.Select(DiskText.Name))}", new Style(Color.Red)));
            terminal.Lines.WriteLine();
            foreach (InstallAction action in step.Actions)
                WriteAction(action, root, terminal.Lines);
        }

        terminal.Lines.WriteLine();
        WriteFindings(report, terminal);
        terminal.Lines.WriteLine(report.MayBegin ? "Nothing was written." : "This would be refused. Nothing was written.");
    }

    /// <summary>A line or two for each finding.</summary>
    public static void WriteFindings(PreflightReport report, Terminal terminal)
    {
        foreach (PreflightFinding finding in report.Findings)
        {
            terminal.Lines.WriteLine($"{ChoiceWords.Of(finding.Severity)}: {finding.Message}");
            if (finding.Hint is { } hint)
                terminal.Lines.WriteLine($"hint: {hint}");
        }
    }

    private static void WriteAction(InstallAction action, string root, TextWriter lines)
    {
        Block(ActionText.Of(action, root), Indent, lines);
        if (action is InstallAction.WriteFile { File: { Secret: false, Content.Length: > 0 and <= LargestContent } file } && PlannedText.Of(file) is { } text)
            Block(text.TrimEnd('\n'), Indent + "  | ", lines);
    }

    private static void Block(string text, string start, TextWriter lines)
    {
        foreach (string line in text.Split('\n'))
            lines.WriteLine((start + line).TrimEnd(' '));
    }
}
