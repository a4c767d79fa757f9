using System.Text.Json;
using Clu.Binary;

namespace Clu.Nix.Flakes;

/// <summary>A <c>flake.lock</c>. See <c>docs/formats/flakes.md</c>.</summary>
public sealed record FlakeLock
{
    private const string Format = "flake.lock";
    private const int Version = 7;

    /// <summary>Key of the flake itself.</summary>
    public required string Root { get; init; }

    /// <summary>Nodes by key.</summary>
    public required IReadOnlyDictionary<string, FlakeLockNode> Nodes { get; init; }

    /// <summary>Reads a lock file.</summary>
    /// <exception cref="MalformedDataException">It is none, of a version before 5 or after 7, or names a node that is not there.</exception>
    public static FlakeLock Parse(ReadOnlyMemory<byte> text) => FlakeJson.Read(text, Format, [5, 6, Version], (json, _) =>
    {
        FlakeLock read = new()
        {
            Root = json.GetProperty("root").GetString() ?? "",
            Nodes = json.GetProperty("nodes").EnumerateObject().ToDictionary(node => node.Name, node => Node(node.Value), StringComparer.Ordinal),
        };
        IEnumerable<string> named = read.Nodes.Values.SelectMany(node => node.Inputs.Values).OfType<FlakeLockInput.Node>().Select(input => input.Key);
        string? missing = named.Append(read.Root).FirstOrDefault(key => !read.Nodes.ContainsKey(key));
        return missing is null
            ? read
            : throw new MalformedDataException(Format, -1, "nodes", MalformedReason.Inconsistent, $"a node '{missing}'", "none");
    });

    /// <summary>Writes it as Nix does, in version 7.</summary>
    public byte[] ToBytes() =>
    [
        .. FlakeJson.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartObject("nodes");
            foreach ((string key, FlakeLockNode node) in Nodes.OrderBy(node => node.Key, StringComparer.Ordinal))
            {
                writer.WritePropertyName(key);
                Write(node, writer);
            }

            writer.WriteEndObject();
            writer.WriteString("root", Root);
            writer.WriteNumber("version", Version);
            writer.WriteEndObject();
        }),
        (byte)'\n',
    ];

    private static FlakeLockNode Node(JsonElement json) => new()
    {
        Inputs = json.TryGetProperty("inputs", out JsonElement inputs)
            ? inputs.EnumerateObject().ToDictionary(input => input.Name, input => Input(input.Value), StringComparer.Ordinal)
            : new Dictionary<string, FlakeLockInput>(),
        Locked = json.TryGetProperty("locked", out JsonElement locked) ? FlakeReference.Read(locked, Format) : null,
        Original = json.TryGetProperty("original", out JsonElement original) ? FlakeReference.Read(original, Format) : null,
        IsFlake = !json.TryGetProperty("flake", out JsonElement flake) || flake.GetBoolean(),
        Parent = json.TryGetProperty("parent", out JsonElement parent) && parent.ValueKind != JsonValueKind.Null ? Names(parent) : null,
    };

    private static FlakeLockInput Input(JsonElement json) => json.ValueKind == JsonValueKind.Array
        ? new FlakeLockInput.Follows(Names(json))
        : new FlakeLockInput.Node(json.GetString() ?? throw new KeyNotFoundException("an input leads nowhere"));

    private static string[] Names(JsonElement json) =>
        [.. json.EnumerateArray().Select(name => name.GetString() ?? throw new KeyNotFoundException("a path of inputs holds no name"))];

    private static void Write(FlakeLockNode node, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        if (!node.IsFlake)
            writer.WriteBoolean("flake", false);
        if (node.Inputs.Count > 0)
        {
            writer.WriteStartObject("inputs");
            foreach ((string name, FlakeLockInput input) in node.Inputs.OrderBy(input => input.Key, StringComparer.Ordinal))
            {
                if (input is FlakeLockInput.Node leads)
                    writer.WriteString(name, leads.Key);
                else
                    WriteNames(name, ((FlakeLockInput.Follows)input).Path, writer);
            }

            writer.WriteEndObject();
        }

        WriteReference("locked", node.Locked, writer);
        WriteReference("original", node.Original, writer);
        if (node.Parent is { } parent)
            WriteNames("parent", parent, writer);
        writer.WriteEndObject();
    }

    private static void WriteReference(string name, FlakeReference? reference, Utf8JsonWriter writer)
    {
        if (reference is null)
            return;
        writer.WritePropertyName(name);
        reference.Write(writer);
    }

    private static void WriteNames(string name, IReadOnlyList<string> names, Utf8JsonWriter writer)
    {
        writer.WriteStartArray(name);
        foreach (string part in names)
            writer.WriteStringValue(part);
        writer.WriteEndArray();
    }
}
