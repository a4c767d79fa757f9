using Clu.Cli.Text;
using Clu.Stores;

namespace Clu.Cli.Reports;

/// <summary>The result of commands that do one thing to some paths of a store.</summary>
internal static class PathsReport
{
    /// <summary>Writes it as one line.</summary>
    /// <param name="outcome">What was done to them.</param>
    /// <param name="store">Where.</param>
    /// <param name="paths">Full paths.</param>
    /// <param name="lines">Standard output.</param>
    public static void WriteJson(string outcome, IStore store, IEnumerable<string> paths, TextWriter lines) => JsonLine.Write(lines, "result", writer =>
    {
        writer.WriteString("outcome", outcome);
        writer.WriteString("store", store.Url);
        writer.WriteStartArray("paths");
        foreach (string path in paths)
            writer.WriteStringValue(path);
        writer.WriteEndArray();
    });
}
