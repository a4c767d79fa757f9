using System.Text.Json;
using Clu.Cli.Text;
using Clu.Nix.BinaryCaches;
using Clu.Nix.StorePaths;
using Clu.Stores.Caches;
using Clu.Stores.Caches.Upkeep;

namespace Clu.Cli.Reports;

/// <summary>Says what <c>clu cache</c> did and found.</summary>
internal static class CacheReports
{
    /// <summary><c>init</c>.</summary>
    public static void WriteInit(BinaryCacheStore cache, CacheInfo info, bool made, bool json, Terminal terminal)
    {
        if (!json)
        {
            Say(terminal, made ? $"{cache.Url} is a binary cache for {info.StoreDirectory} now." : $"{cache.Url} is such a cache already.");
            return;
        }

        JsonLine.Write(terminal.Lines, "result", writer =>
        {
            writer.WriteString("outcome", made ? "made" : "unchanged");
            writer.WriteString("store", cache.Url);
            writer.WriteString("storeDir", info.StoreDirectory.Path);
            writer.WriteNumberOrNull("priority", info.Priority);
            writer.WriteBoolean("wantMassQuery", info.WantMassQuery ?? false);
        });
    }

    /// <summary><c>check</c>.</summary>
    public static void WriteCheck(BinaryCacheStore cache, CacheCheckResult result, bool json, bool quiet, Terminal terminal)
    {
        int wrong = result.Findings.Count(finding => !finding.IsWaste), waste = result.Findings.Count - wrong;
        if (json)
        {
            JsonLine.Write(terminal.Lines, "result", writer =>
            {
                writer.WriteString("outcome", result.IsSound ? "sound" : "bad");
                writer.WriteString("store", cache.Url);
                writer.WriteNumber("checked", result.Entries);
                writer.WriteNumber("bytes", result.Bytes);
                WriteFindings(writer, "bad", result.Findings.Where(finding => !finding.IsWaste));
                WriteFindings(writer, "waste", result.Findings.Where(finding => finding.IsWaste));
            });
            return;
        }

        foreach (CacheFinding finding in result.Findings)
            terminal.Lines.WriteLine($"{finding.Name} {finding.Detail}");
        if (!quiet)
        {
            Say(terminal, $"{Figures.Count(result.Entries, "path")}, {Figures.Bytes(result.Bytes)} in {cache.Url}: {Figures.Count(wrong, "thing")} wrong"
                + (waste > 0 ? $", {Figures.Count(waste, "file")} not needed (clu cache prune)." : "."));
        }
    }

    /// <summary><c>root add</c>, <c>root remove</c>.</summary>
    public static void WriteRoot(string outcome, BinaryCacheStore cache, CacheRootName name, IReadOnlyList<StorePath> paths, bool json, Terminal terminal)
    {
        if (!json)
        {
            Say(terminal, $"Root {name} {outcome} in {cache.Url}{(paths.Count > 0 ? $": {Figures.Count(paths.Count, "path")}" : "")}.");
            return;
        }

        JsonLine.Write(terminal.Lines, "result", writer =>
        {
            writer.WriteString("outcome", outcome);
            writer.WriteString("store", cache.Url);
            writer.WriteString("root", name.Text);
            WritePaths(writer, cache, paths);
        });
    }

    /// <summary><c>root list</c>.</summary>
    public static void WriteRoots(BinaryCacheStore cache, IReadOnlyList<CacheRoot> roots, bool json, Terminal terminal)
    {
        if (!json)
        {
            foreach (CacheRoot root in roots)
            {
                foreach (StorePath path in root.Paths)
                    terminal.Lines.WriteLine($"{root.Name} {cache.Directory.Print(path)}");
            }

            return;
        }

        JsonLine.Write(terminal.Lines, "result", writer =>
        {
            writer.WriteString("outcome", "listed");
            writer.WriteString("store", cache.Url);
            writer.WriteStartArray("roots");
            foreach (CacheRoot root in roots)
            {
                writer.WriteStartObject();
                writer.WriteString("root", root.Name.Text);
                WritePaths(writer, cache, root.Paths);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        });
    }

    /// <summary><c>prune</c>.</summary>
    public static void WritePrune(BinaryCacheStore cache, CachePruneResult result, bool dryRun, bool json, bool quiet, Terminal terminal)
    {
        if (json)
        {
            JsonLine.Write(terminal.Lines, "result", writer =>
            {
                writer.WriteString("outcome", dryRun ? "planned" : "pruned");
                writer.WriteString("store", cache.Url);
                writer.WriteNumber("kept", result.Kept);
                writer.WriteNumber("bytes", result.Bytes);
                WritePaths(writer, cache, result.Removed);
                writer.WriteStartArray("files");
                foreach (string file in result.Files)
                    writer.WriteStringValue(file);
                writer.WriteEndArray();
            });
            return;
        }

        if (dryRun)
        {
            foreach (string line in result.Removed.Select(cache.Directory.Print).Concat(result.Files))
                terminal.Lines.WriteLine(line);
        }

        if (!quiet)
        {
            Say(terminal, $"{Figures.Count(result.Removed.Count, "path")} and {Figures.Count(result.Files.Count, "file")}, {Figures.Bytes(result.Bytes)}, "
                + $"{(dryRun ? "would be removed" : "removed")} from {cache.Url}; {Figures.Count(result.Kept, "path")} kept.");
        }
    }

    private static void Say(Terminal terminal, string line) => terminal.Error.Profile.Out.Writer.WriteLine(line);

    private static void WritePaths(Utf8JsonWriter writer, BinaryCacheStore cache, IEnumerable<StorePath> paths)
    {
        writer.WriteStartArray("paths");
        foreach (StorePath path in paths)
            writer.WriteStringValue(cache.Directory.Print(path));
        writer.WriteEndArray();
    }

    private static void WriteFindings(Utf8JsonWriter writer, string name, IEnumerable<CacheFinding> findings)
    {
        writer.WriteStartArray(name);
        foreach (CacheFinding finding in findings)
        {
            writer.WriteStartObject();
            writer.WriteString("name", finding.Name);
            writer.WriteString("fault", Word(finding.Fault));
            writer.WriteString("detail", finding.Detail);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static string Word(CacheFault fault) => fault switch
    {
        CacheFault.NoCacheInfo => "no-cache-info",
        CacheFault.Malformed => "malformed",
        CacheFault.Misnamed => "misnamed",
        CacheFault.MissingReference => "missing-reference",
        CacheFault.MissingFile => "missing-file",
        CacheFault.Modified => "modified",
        CacheFault.Untrusted => "untrusted",
        CacheFault.MissingRoot => "missing-root",
        CacheFault.UnusedNar => "unused-nar",
        CacheFault.UnusedListing => "unused-listing",
        CacheFault.Unfinished => "unfinished",
    };
}
