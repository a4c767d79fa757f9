using System.Text.Json;
using Clu.Cli.Text;
using Clu.Media.Inspection;
using Clu.Media.Proofs;
using Clu.Nix.StorePaths;

namespace Clu.Cli.Reports;

/// <summary>Says whether a medium was proven, for programs; members: <c>docs/json.md</c>.</summary>
internal static class ProofJson
{
    /// <summary>The word of a check.</summary>
    public static string Word(ProofCheck check) => check switch
    {
        ProofCheck.Medium => "medium",
        ProofCheck.Live => "live",
        ProofCheck.Closure => "closure",
        ProofCheck.Boot => "boot",
        ProofCheck.Modules => "modules",
        ProofCheck.Inputs => "inputs",
        ProofCheck.Registry => "registry",
        ProofCheck.Settings => "settings",
        ProofCheck.Rebuild => "rebuild",
        ProofCheck.Machine => "machine",
    };

    /// <summary>Writes the event <c>result</c>.</summary>
    public static void Write(MediumProof proof, TextWriter lines) => JsonLine.Write(lines, "result", writer =>
    {
        writer.WriteString("subject", proof.Subject);
        writer.WriteBoolean("holds", proof.Holds);
        writer.WriteString("label", proof.Label);
        writer.WriteString("checksum", proof.Checksum);
        writer.WriteBoolean("hashesChecked", proof.HashesChecked);
        writer.WriteStartArray("hosts");
        foreach (HostProof host in proof.Hosts)
            WriteHost(writer, host, proof);
        writer.WriteEndArray();
        writer.WriteStartArray("machines");
        foreach (MachineProof machine in proof.Machines)
            WriteMachine(writer, machine);
        writer.WriteEndArray();
        writer.WriteStartArray("findings");
        foreach (ProofFinding finding in proof.Findings)
        {
            writer.WriteStartObject();
            writer.WriteString("check", Word(finding.Check));
            writer.WriteString("host", finding.Host);
            writer.WriteString("severity", finding.Severity switch
            {
                FindingSeverity.Error => "error",
                FindingSeverity.Warning => "warning",
            });
            writer.WriteString("text", finding.Text);
            writer.WriteString("remedy", finding.Remedy);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    private static void WriteMachine(Utf8JsonWriter writer, MachineProof machine)
    {
        writer.WriteStartObject();
        writer.WriteString("host", machine.Host);
        writer.WriteString("layout", machine.Layout);
        writer.WriteString("firmware", machine.Firmware);
        writer.WriteBoolean("holds", machine.Holds);
        writer.WriteNumberOrNull("installMilliseconds", Milliseconds(machine.InstallTime));
        writer.WriteNumberOrNull("startMilliseconds", Milliseconds(machine.StartTime));
        writer.WriteEndObject();
    }

    private static long? Milliseconds(TimeSpan? time) => time is { } known ? (long)known.TotalMilliseconds : null;

    private static void WriteHost(Utf8JsonWriter writer, HostProof host, MediumProof proof)
    {
        writer.WriteStartObject();
        writer.WriteString("name", host.Host.Name);
        writer.WriteString("kind", HostJson.NameOf(host.Host.Kind));
        writer.WriteString("toplevel", StoreDirectory.Default.Print(host.Host.Toplevel));
        writer.WriteNumber("objects", host.Host.All.Count());
        writer.WriteStartArray("checks");
        foreach (ProofCheck check in host.Checks)
        {
            writer.WriteStartObject();
            writer.WriteString("name", Word(check));
            writer.WriteBoolean("holds", ProofReport.Holds(proof, host.Host.Name, check));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("changes");
        foreach (ChangeProof change in host.Changes)
        {
            writer.WriteStartObject();
            writer.WriteString("name", change.Change);
            writer.WriteBoolean("holds", change.Holds);
            RebuildKitJson.WriteBuilds(writer, change.Builds, change.Missing, StoreDirectory.Default);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
