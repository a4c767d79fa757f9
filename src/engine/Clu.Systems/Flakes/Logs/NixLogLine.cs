using System.Text.Json;

namespace Clu.Systems.Flakes.Logs;

/// <summary>One line of what Nix prints with <c>--log-format internal-json</c>: <c>@nix</c> and an object. See <c>docs/formats/nix-log.md</c>.</summary>
internal abstract record NixLogLine
{
    private const string Mark = "@nix ";

    /// <summary>An activity begins.</summary>
    public sealed record Start(ulong Id, int Type, string Text, IReadOnlyList<string> Fields) : NixLogLine;

    /// <summary>An activity is over.</summary>
    public sealed record Stop(ulong Id) : NixLogLine;

    /// <summary>Something of an activity; <paramref name="Numbers"/> and <paramref name="Text"/> depend on the type.</summary>
    public sealed record Result(ulong Id, int Type, IReadOnlyList<long> Numbers, string Text) : NixLogLine;

    /// <summary>A message; level 0 is an error, 1 a warning, more is chatter.</summary>
    public sealed record Message(int Level, string Text) : NixLogLine;

    /// <summary>A line of another program, or of Nix before it read its options.</summary>
    public sealed record Plain(string Text) : NixLogLine;

    /// <summary>Takes a line apart. What is malformed is a plain line, since it is to be read by people then.</summary>
    public static NixLogLine Parse(string line)
    {
        if (!line.StartsWith(Mark, StringComparison.Ordinal))
            return new Plain(line);
        try
        {
            using JsonDocument document = JsonDocument.Parse(line.AsMemory(Mark.Length), new JsonDocumentOptions { MaxDepth = 16 });
            JsonElement root = document.RootElement;
            return root.GetProperty("action").GetString() switch
            {
                "start" => new Start(
                    root.GetProperty("id").GetUInt64(), root.GetProperty("type").GetInt32(), TextOf(root, "text"),
                    [.. FieldsOf(root).Where(field => field.ValueKind == JsonValueKind.String).Select(field => field.GetString()!)]),
                "stop" => new Stop(root.GetProperty("id").GetUInt64()),
                "result" => new Result(
                    root.GetProperty("id").GetUInt64(), root.GetProperty("type").GetInt32(), [.. FieldsOf(root).Select(Number)],
                    FieldsOf(root).FirstOrDefault(field => field.ValueKind == JsonValueKind.String) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : ""),
                "msg" => new Message(root.GetProperty("level").GetInt32(), AnsiText.Plain(TextOf(root, "msg"))),
                _ => new Message(int.MaxValue, ""),
            };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            return new Plain(line);
        }
    }

    private static string TextOf(JsonElement root, string name) => root.TryGetProperty(name, out JsonElement value) ? value.GetString() ?? "" : "";

    private static JsonElement[] FieldsOf(JsonElement root) =>
        root.TryGetProperty("fields", out JsonElement fields) && fields.ValueKind == JsonValueKind.Array ? [.. fields.EnumerateArray()] : [];

    private static long Number(JsonElement field) => field.ValueKind == JsonValueKind.Number && field.TryGetInt64(out long number) ? number : 0;
}
