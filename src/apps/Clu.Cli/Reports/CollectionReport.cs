using System.Text.Json;
using Clu.Cli.Text;
using Clu.Stores;
using Clu.Stores.Collecting;

namespace Clu.Cli.Reports;

/// <summary>Says what <c>clu gc</c> and <c>clu delete</c> did, or would do.</summary>
internal static class CollectionReport
{
    /// <summary>Writes what was done.</summary>
    public static void Write(CollectionResult result, IReadOnlyList<string> generations, IStore store, bool json, bool quiet, Terminal terminal)
    {
        if (json)
        {
            JsonLine.Write(terminal.Lines, "result", writer =>
            {
                writer.WriteString("outcome", "collected");
                writer.WriteString("store", store.Url);
                writer.WriteNumber("bytes", result.BytesFreed);
                writer.WriteBoolean("limited", result.Limited);
                WriteArray(writer, "generations", generations);
                WriteArray(writer, "paths", result.Deleted);
            });
        }
        else if (!quiet)
        {
            terminal.Error.Profile.Out.Writer.WriteLine(
                $"{Generations(generations, "removed, ")}{Figures.Count(result.Deleted.Count, "path")} deleted, {Figures.Bytes(result.BytesFreed)} freed{(result.Limited ? "; that is enough" : "")}.");
        }
    }

    /// <summary>Writes what would be done.</summary>
    /// <param name="plan">What.</param>
    /// <param name="generations">Links of profiles that would be removed first.</param>
    /// <param name="store">Where.</param>
    /// <param name="live">List what is kept instead of what goes.</param>
    /// <param name="json">As JSON.</param>
    /// <param name="quiet">Paths alone.</param>
    /// <param name="terminal">Where to write.</param>
    public static void WritePlan(
        CollectionPlan plan, IReadOnlyList<string> generations, IStore store, bool live, bool json, bool quiet, Terminal terminal)
    {
        IEnumerable<string> dead = plan.Dead.Select(node => store.Directory.Print(node.Path)).Concat(plan.Leftovers.Select(name => $"{store.Directory.Path}/{name}"));
        if (json)
        {
            JsonLine.Write(terminal.Lines, "result", writer =>
            {
                writer.WriteString("outcome", "planned");
                writer.WriteString("store", store.Url);
                writer.WriteNumber("bytes", plan.Bytes);
                WriteArray(writer, "generations", generations);
                WriteArray(writer, "paths", dead);
                WriteArray(writer, "live", plan.Live.Select(store.Directory.Print));
            });
            return;
        }

        foreach (string path in live ? plan.Live.Select(store.Directory.Print) : dead)
            terminal.Lines.WriteLine(path);
        if (!quiet)
        {
            terminal.Error.Profile.Out.Writer.WriteLine(
                $"{Generations(generations, "would be removed, ")}{Figures.Count(plan.Dead.Count + plan.Leftovers.Count, "path")}, {Figures.Bytes(plan.Bytes)}, would be deleted; {Figures.Count(plan.Live.Count)} kept.");
        }
    }

    private static string Generations(IReadOnlyList<string> generations, string done) =>
        generations.Count == 0 ? "" : $"{Figures.Count(generations.Count, "generation")} {done}";

    private static void WriteArray(Utf8JsonWriter writer, string name, IEnumerable<string> values)
    {
        writer.WriteStartArray(name);
        foreach (string value in values)
            writer.WriteStringValue(value);
        writer.WriteEndArray();
    }
}
