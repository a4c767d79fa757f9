using Clu.Cli.Text;
using Clu.Media.Inspection;
using Clu.Media.Proofs;
using Spectre.Console;

namespace Clu.Cli.Reports;

/// <summary>Says whether a medium was proven, for people: a line for each check of each host, then what is missing, then yes or no.</summary>
internal static class ProofReport
{
    private const int WordWidth = 10;

    /// <summary>Whether a check found no error.</summary>
    public static bool Holds(MediumProof proof, string? host, ProofCheck check) =>
        !proof.Findings.Any(finding => finding.Severity == FindingSeverity.Error && finding.Host == host && finding.Check == check);

    /// <summary>Writes the report.</summary>
    public static void Write(MediumProof proof, TimeSpan time, Terminal terminal)
    {
        Heading(proof.Subject, terminal);
        string checksum = proof.Checksum is null ? "" : ", every bit by its checksum";
        Line(Holds(proof, null, ProofCheck.Medium), "medium", $"{proof.Label}{checksum}{(proof.HashesChecked ? ", every store object by its hash" : "")}", terminal);
        foreach (HostProof host in proof.Hosts)
        {
            terminal.Lines.WriteLine("");
            Heading($"Host {host.Host.Name}", terminal);
            foreach (ProofCheck check in host.Checks.Where(check => check != ProofCheck.Rebuild || host.Changes.Count == 0))
                Line(Holds(proof, host.Host.Name, check), ProofJson.Word(check), Of(check, host), terminal);
            foreach (ChangeProof change in host.Changes)
            {
                Line(
                    change.Holds, change.Change,
                    $"builds {Figures.Count(change.Builds.Built.Count, "derivation")} of {Figures.Count(change.Builds.Needs.Count, "path")}{(change.Holds ? "" : $", {Figures.Count(change.Missing.Count)} missing")}",
                    terminal);
            }

            foreach (MachineProof machine in proof.Machines.Where(machine => machine.Host == host.Host.Name))
                Line(machine.Holds, ProofJson.Word(ProofCheck.Machine), BootTrialReport.Of(machine), terminal);
        }

        terminal.Lines.WriteLine("");
        foreach (ProofFinding finding in proof.Findings)
            Write(finding, terminal);
        terminal.Lines.WriteLine(proof.Holds ? $"Yes: it needs no network. ({Figures.Duration(time)})" : $"No: {Figures.Count(Errors(proof), "thing is", "things are")} wrong. ({Figures.Duration(time)})");
    }

    private static int Errors(MediumProof proof) => proof.Findings.Count(finding => finding.Severity == FindingSeverity.Error);

    private static string Of(ProofCheck check, HostProof host) => check switch
    {
        ProofCheck.Closure => Figures.Count(host.Host.All.Count(), "store object"),
        ProofCheck.Inputs => Figures.Count(host.Host.Offline?.Inputs.Count ?? 0, "flake input"),
        ProofCheck.Registry => Figures.Count(host.Host.Offline?.Registry.Entries.Count ?? 0, "name"),
        ProofCheck.Boot => "kernel, ramdisk, links of the toplevel",
        ProofCheck.Modules => "what is loaded by name, and the index",
        ProofCheck.Settings => "nix.conf",
        ProofCheck.Rebuild or ProofCheck.Medium or ProofCheck.Live or ProofCheck.Machine => "",
    };

    private static void Write(ProofFinding finding, Terminal terminal)
    {
        (string label, Color color) = finding.Severity switch
        {
            FindingSeverity.Error => ("error:", Color.Red),
            FindingSeverity.Warning => ("warning:", Color.Yellow),
        };
        terminal.Output.Write(new Spectre.Console.Text(label, new Style(color, decoration: Decoration.Bold)));
        terminal.Lines.WriteLine($" {(finding.Host is null ? "" : $"host '{finding.Host}': ")}{finding.Text}");
        terminal.Lines.WriteLine($"  to mend it: {finding.Remedy}");
    }

    private static void Heading(string text, Terminal terminal)
    {
        terminal.Output.Write(new Spectre.Console.Text(text, new Style(decoration: Decoration.Bold)));
        terminal.Output.WriteLine();
    }

    private static void Line(bool holds, string word, string detail, Terminal terminal) =>
        terminal.Lines.WriteLine($"  {(holds ? "yes" : "NO ")}  {word.PadRight(WordWidth)}{detail}".TrimEnd());
}
