using System.Globalization;
using System.Text.Json;
using Clu.Cli.Text;
using Clu.Stores.Closures;

namespace Clu.Cli.Reports;

/// <summary>What <c>clu diff-closures</c> prints.</summary>
internal static class ClosureDiffReport
{
    private const double KiB = 1024;

    /// <summary>A line for each package, as Nix prints it without its colours.</summary>
    public static void Write(IEnumerable<PackageChange> changes, TextWriter lines)
    {
        foreach (PackageChange change in changes)
        {
            List<string> items = [];
            if (change.Removed.Count > 0 || change.Added.Count > 0)
                items.Add($"{Versions(change.Removed)} → {Versions(change.Added)}");
            if (Math.Abs(change.SizeDelta) >= ClosureDiff.SmallestDelta)
                items.Add(string.Create(CultureInfo.InvariantCulture, $"{Math.Round(change.SizeDelta / KiB, 1):+0.0;-0.0} KiB"));
            lines.WriteLine($"{change.Name}: {string.Join(", ", items)}");
        }
    }

    /// <summary>The same as one line.</summary>
    public static void WriteJson(IEnumerable<PackageChange> changes, TextWriter lines) => JsonLine.Write(lines, "result", writer =>
    {
        writer.WriteString("outcome", "compared");
        writer.WriteStartArray("packages");
        foreach (PackageChange change in changes)
        {
            writer.WriteStartObject();
            writer.WriteString("name", change.Name);
            Write(writer, "removed", change.Removed);
            Write(writer, "added", change.Added);
            writer.WriteNumber("sizeDelta", change.SizeDelta);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    private static void Write(Utf8JsonWriter writer, string name, IEnumerable<string> versions)
    {
        writer.WriteStartArray(name);
        foreach (string version in versions)
            writer.WriteStringValue(version);
        writer.WriteEndArray();
    }

    private static string Versions(IReadOnlyList<string> versions) =>
        versions.Count == 0 ? "∅" : string.Join(", ", versions.Select(version => version.Length == 0 ? "ε" : version));
}
