using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Clu.Nix.BootSpecs;

/// <summary>One form for each JSON value: keys in ordinal order, only what must be escaped is, numbers as they were written.</summary>
internal static class CanonicalJson
{
    private static readonly JsonDocumentOptions _reading = new() { MaxDepth = BootSpecLimits.MaxDepth, AllowDuplicateProperties = false };

    // The text is never put into a web page; paths and angle brackets stay readable.
    private static readonly JsonWriterOptions _compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The one form of a text.</summary>
    /// <exception cref="ArgumentException">It is not one JSON value.</exception>
    public static string Of(string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text, _reading);
            return Of(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new ArgumentException($"an extension must be one JSON value: {e.Message}", nameof(text), e);
        }
    }

    /// <summary>The one form of a value.</summary>
    public static string Of(JsonElement value)
    {
        using MemoryStream text = new();
        using (Utf8JsonWriter writer = new(text, _compact))
            Write(value, writer);
        return Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
    }

    /// <summary>Writes a value with its keys sorted.</summary>
    public static void Write(JsonElement value, Utf8JsonWriter writer)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (JsonProperty member in value.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(member.Name);
                    Write(member.Value, writer);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (JsonElement item in value.EnumerateArray())
                    Write(item, writer);
                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(value.GetString());
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }
}
