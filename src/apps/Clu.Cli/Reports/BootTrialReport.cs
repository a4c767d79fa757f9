using Clu.Cli.Text;
using Clu.Install.Trials;
using Clu.Media.Proofs;

namespace Clu.Cli.Reports;

/// <summary>Says which machines are installed and started to prove a medium, and how that went.</summary>
internal static class BootTrialReport
{
    private const int WordWidth = 12;
    private const int FirmwareWidth = 6;

    /// <summary>Writes which machines there would be.</summary>
    public static void WritePlan(IReadOnlyList<BootTrial> trials, bool json, Terminal terminal)
    {
        if (json)
        {
            JsonLine.Write(terminal.Lines, "plan", writer =>
            {
                writer.WriteStartArray("machines");
                foreach (BootTrial trial in trials)
                {
                    writer.WriteStartObject();
                    writer.WriteString("host", trial.Host.Name);
                    writer.WriteString("layout", trial.Layout.Name);
                    writer.WriteString("firmware", trial.Firmware.Text());
                    writer.WriteNumber("disks", trial.Layout.DiskCount);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
            });
            return;
        }

        foreach (BootTrial trial in trials)
            terminal.Lines.WriteLine($"{trial.Host.Name,-16} {trial.Layout.Name,-WordWidth} {trial.Firmware.Text(),-FirmwareWidth}{Figures.Count(trial.Layout.DiskCount, "disk")}");
        terminal.Lines.WriteLine($"{Figures.Count(trials.Count, "machine")} would be installed and started, one after the other. Nothing was started.");
    }

    /// <summary>How a machine of a host went, as a detail of its line.</summary>
    public static string Of(MachineProof machine) =>
        $"{machine.Layout.PadRight(WordWidth)}{machine.Firmware.PadRight(FirmwareWidth)}" + machine switch
        {
            { InstallTime: { } install, StartTime: { } start } => $"installed in {Figures.Duration(install)}, started in {Figures.Duration(start)}",
            { InstallTime: { } install } => $"installed in {Figures.Duration(install)}",
            _ => "",
        };
}
