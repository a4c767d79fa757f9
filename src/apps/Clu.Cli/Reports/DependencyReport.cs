using Clu.Cli.Text;
using Clu.Nix.StorePaths;
using Clu.Stores;
using Clu.Stores.Closures;

namespace Clu.Cli.Reports;

/// <summary>What <c>clu why-depends</c> prints.</summary>
internal static class DependencyReport
{
    private const int Indent = 4;

    /// <summary>A line for each object on the shortest way, each deeper than the one before.</summary>
    public static void Write(Dependency dependency, IStore store, Terminal terminal)
    {
        if (!dependency.Exists)
        {
            terminal.Error.Profile.Out.Writer.WriteLine($"'{store.Directory.Print(dependency.From)}' does not depend on '{store.Directory.Print(dependency.To)}'");
            return;
        }

        int depth = 0;
        foreach (StorePath path in dependency.Shortest())
        {
            terminal.Lines.WriteLine($"{(depth == 0 ? "" : new string(' ', (depth - 1) * Indent) + "└───")}{store.Directory.Print(path)}");
            depth++;
        }
    }

    /// <summary>The same as one line.</summary>
    public static void WriteJson(Dependency dependency, IStore store, TextWriter lines) => JsonLine.Write(lines, "result", writer =>
    {
        writer.WriteString("outcome", dependency.Exists ? "depends" : "independent");
        writer.WriteString("store", store.Url);
        writer.WriteStartArray("paths");
        foreach (StorePath path in dependency.Shortest())
            writer.WriteStringValue(store.Directory.Print(path));
        writer.WriteEndArray();
    });
}
