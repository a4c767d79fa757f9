using System.Text.Json;
using Clu.Cli.Text;
using Clu.Cli.Wizard.Pages;
using Clu.Install.Choices;
using Clu.Install.Receipts;

namespace Clu.Cli.Reports;

/// <summary>Says what was installed.</summary>
internal static class ReceiptReport
{
    /// <summary>A sentence each, for people.</summary>
    public static IReadOnlyList<string> Lines(InstallReceipt receipt)
    {
        InstallChoices choices = receipt.Plan.Choices;
        return
        [
            $"'{choices.Host.Name}' is on {string.Join(" and ", choices.Disks.Select(DiskText.Phrase))} as '{choices.Machine.HostName}': "
                + $"{Figures.Count(choices.Host.Closure.Count, "store object")}, {Figures.Bytes(choices.Host.ClosureSize)}, in {Figures.Duration(receipt.Finished - receipt.Started)}"
                + $"{(receipt.IsResumed ? " with an interruption" : "")}.",
            $"Checked: {string.Join("; ", receipt.Checks)}.",
            .. receipt.Warnings.Select(warning => $"Warning: {warning}"),
            $"The receipt is {InstallReceipt.TargetPath} on the installed system.",
        ];
    }

    /// <summary>For people, after all steps.</summary>
    public static void WriteText(InstallReceipt receipt, Terminal terminal)
    {
        terminal.Lines.WriteLine();
        terminal.Lines.WriteLine("Installed.");
        foreach (string line in Lines(receipt))
            terminal.Lines.WriteLine(line);
    }

    /// <summary>The event <c>result</c>: the receipt as the target keeps it, in one member.</summary>
    public static void WriteJson(InstallReceipt receipt, TextWriter lines) => JsonLine.Write(lines, "result", json =>
    {
        json.WriteString("outcome", "installed");
        json.WritePropertyName("receipt");
        receipt.Write(json);
    });
}
