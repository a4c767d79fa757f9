using System.Text.Json;
using Clu.Cli.Text;
using Clu.Nix.StorePaths;
using Clu.Stores.BuildGraphs;
using Clu.Systems.Rebuilds;

namespace Clu.Cli.Reports;

/// <summary>Says what a rebuild kit holds, for programs; members: <c>docs/json.md</c>.</summary>
internal static class RebuildKitJson
{
    /// <summary>Writes the event <c>result</c>.</summary>
    public static void Write(RebuildKit kit, StoreDirectory directory, TextWriter lines) => JsonLine.Write(lines, "result", writer =>
    {
        writer.WriteString("derivation", directory.Print(kit.Graph.Root.Path));
        writer.WriteNumber("derivations", kit.Graph.Nodes.Count);
        writer.WriteNumber("fetched", kit.Graph.Nodes.Count(node => node.IsFixed));
        writer.WriteBoolean("complete", kit.IsComplete);
        writer.WriteNumberOrNull("budget", kit.Budget);
        writer.WriteNumber("size", kit.Size);
        writer.WriteNumber("derivationsSize", kit.Derivations.Sum(info => info.NarSize));
        writer.WriteStartArray("changes");
        foreach (ChangePlan change in kit.Changes)
            WriteChange(writer, change, kit, directory);
        writer.WriteEndArray();
        Paths(writer, "roots", kit.Roots, directory);
        writer.WriteStartArray("objects");
        foreach (Nix.StoreObjects.StoreObjectInfo info in kit.Objects)
        {
            writer.WriteStartObject();
            writer.WriteString("path", directory.Print(info.Path));
            writer.WriteNumber("narSize", info.NarSize);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    private static void WriteChange(Utf8JsonWriter writer, ChangePlan change, RebuildKit kit, StoreDirectory directory)
    {
        bool taken = kit.Taken.Contains(change);
        writer.WriteStartObject();
        writer.WriteString("name", change.Name);
        writer.WriteBoolean("taken", taken);
        writer.WriteNumber("size", change.Size);
        writer.WriteNumberOrNull("ownSize", taken ? kit.OwnSize(change) : null);
        Paths(writer, "touched", change.Touched.Select(node => node.Path), directory);
        WriteBuilds(writer, change.Builds, change.Missing, directory);
        writer.WriteEndObject();
    }

    /// <summary>Writes what is built, needed and missing into an object.</summary>
    public static void WriteBuilds(Utf8JsonWriter writer, BuildPlan builds, IReadOnlyList<BuildNeed> missing, StoreDirectory directory)
    {
        Paths(writer, "built", builds.Built.Select(node => node.Path), directory);
        WriteNeeds(writer, "needed", builds.Needs, directory);
        WriteNeeds(writer, "missing", missing, directory);
    }

    private static void WriteNeeds(Utf8JsonWriter writer, string name, IReadOnlyList<BuildNeed> needs, StoreDirectory directory)
    {
        writer.WriteStartArray(name);
        foreach (BuildNeed need in needs)
        {
            writer.WriteStartObject();
            writer.WriteString("path", need.Path is null ? null : directory.Print(need.Path));
            writer.WriteString("maker", need.Maker is null ? null : directory.Print(need.Maker.Path));
            writer.WriteString("output", need.Output);
            writer.WriteString("neededBy", directory.Print(need.NeededBy.Path));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void Paths(Utf8JsonWriter writer, string name, IEnumerable<StorePath> paths, StoreDirectory directory)
    {
        writer.WriteStartArray(name);
        foreach (StorePath path in paths)
            writer.WriteStringValue(directory.Print(path));
        writer.WriteEndArray();
    }
}
