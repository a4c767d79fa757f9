using Clu.Cli.Text;
using Clu.Nix.StoreObjects;
using Clu.Stores;
using Clu.Stores.Copying;

namespace Clu.Cli.Reports;

/// <summary>Says what <c>clu copy</c> did, or would do.</summary>
internal static class CopyReport
{
    /// <summary>Writes it.</summary>
    public static void Write(CopyPlan plan, IStore source, IStore destination, bool dryRun, bool json, bool quiet, Terminal terminal)
    {
        if (json)
        {
            JsonLine.Write(terminal.Lines, "result", writer =>
            {
                writer.WriteString("outcome", dryRun ? "planned" : "copied");
                writer.WriteString("from", source.Url);
                writer.WriteString("to", destination.Url);
                writer.WriteNumber("present", plan.Present);
                writer.WriteNumber("bytes", plan.Bytes);
                writer.WriteStartArray("paths");
                foreach (StoreObjectInfo info in plan.Copied)
                    writer.WriteStringValue(source.Directory.Print(info.Path));
                writer.WriteEndArray();
            });
            return;
        }

        if (dryRun)
        {
            foreach (StoreObjectInfo info in plan.Copied)
                terminal.Lines.WriteLine(source.Directory.Print(info.Path));
        }

        if (!quiet)
        {
            string what = $"{Figures.Count(plan.Copied.Count, "store object")}, {Figures.Bytes(plan.Bytes)}";
            terminal.Error.Profile.Out.Writer.WriteLine(
                $"{what} {(dryRun ? "would be copied" : "copied")} to {destination.Url}; {Figures.Count(plan.Present)} {(plan.Present == 1 ? "was" : "were")} there.");
        }
    }
}
