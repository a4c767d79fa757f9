using Clu.Cli.Text;
using Clu.Stores;
using Clu.Stores.Roots;

namespace Clu.Cli.Reports;

/// <summary>Lists roots.</summary>
internal static class RootsReport
{
    /// <summary>Writes them, a line each.</summary>
    public static void Write(IReadOnlyList<StoreRoot> roots, IStore store, bool json, Terminal terminal)
    {
        if (!json)
        {
            foreach (StoreRoot root in roots)
                terminal.Lines.WriteLine($"{root.Source} -> {store.Directory.Print(root.Path)}");
            return;
        }

        JsonLine.Write(terminal.Lines, "result", writer =>
        {
            writer.WriteString("outcome", "listed");
            writer.WriteString("store", store.Url);
            writer.WriteStartArray("roots");
            foreach (StoreRoot root in roots)
            {
                writer.WriteStartObject();
                writer.WriteString("source", root.Source);
                writer.WriteString("path", store.Directory.Print(root.Path));
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        });
    }
}
