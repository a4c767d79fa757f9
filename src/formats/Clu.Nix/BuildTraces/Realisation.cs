using System.Text.Encodings.Web;
using System.Text.Json;
using Clu.Binary;
using Clu.Nix.Signatures;
using Clu.Nix.StorePaths;

namespace Clu.Nix.BuildTraces;

/// <summary>
/// What an output of a derivation came to be, as Nix said it until 2.33 and says it to older ones: JSON in a string of a protocol. Later it is a
/// <see cref="BuildTraceEntry"/>. See <c>docs/formats/build-trace.md</c>.
/// </summary>
public sealed record Realisation
{
    private static readonly JsonWriterOptions _writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Which output.</summary>
    public required RealisationId Id { get; init; }

    /// <summary>What it came to be.</summary>
    public required StorePath Path { get; init; }

    /// <summary>Signatures; null where the member is left out, as Nix 2.34 does when it knows none.</summary>
    public IReadOnlyList<Signature>? Signatures { get; init; } = [];

    /// <summary>Whether signatures are objects of name and bytes, and not text.</summary>
    public bool StructuredSignatures { get; init; }

    /// <summary>Other outputs that it was built with, sorted by their text; null where the member is left out.</summary>
    public IReadOnlyList<KeyValuePair<RealisationId, StorePath>>? Dependent { get; init; } = [];

    /// <summary>Reads JSON.</summary>
    /// <exception cref="MalformedDataException">It is not JSON of that shape.</exception>
    public static Realisation Parse(ReadOnlyMemory<byte> text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            JsonElement root = document.RootElement;
            bool signed = root.TryGetProperty("signatures", out JsonElement signatures);
            return new Realisation
            {
                Id = RealisationId.Parse(Text(root.GetProperty("id"))),
                Path = StorePath.Parse(Text(root.GetProperty("outPath"))),
                Signatures = signed ? [.. signatures.EnumerateArray().Select(SignatureJson.Read)] : null,
                StructuredSignatures = signed && signatures.EnumerateArray().Any(signature => signature.ValueKind == JsonValueKind.Object),
                Dependent = root.TryGetProperty("dependentRealisations", out JsonElement dependent)
                    ? [.. dependent.EnumerateObject().Select(member => KeyValuePair.Create(RealisationId.Parse(member.Name), StorePath.Parse(Text(member.Value))))]
                    : null,
            };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new MalformedDataException("realisation", -1, "JSON", MalformedReason.InvalidValue, "the JSON of a realisation", e.Message, e);
        }
    }

    /// <summary>Writes JSON as Nix does: members sorted, no white space.</summary>
    public byte[] ToJson()
    {
        using MemoryStream text = new();
        using (Utf8JsonWriter writer = new(text, _writing))
        {
            writer.WriteStartObject();
            if (Dependent is { } dependent)
            {
                writer.WriteStartObject("dependentRealisations");
                foreach ((string id, StorePath path) in dependent.Select(pair => (pair.Key.ToString(), pair.Value)).OrderBy(pair => pair.Item1, StringComparer.Ordinal))
                    writer.WriteString(id, path.BaseName);
                writer.WriteEndObject();
            }

            writer.WriteString("id", Id.ToString());
            writer.WriteString("outPath", Path.BaseName);
            if (Signatures is { } signatures)
            {
                writer.WriteStartArray("signatures");
                foreach (Signature signature in signatures)
                {
                    if (StructuredSignatures)
                        SignatureJson.WriteObject(writer, signature);
                    else
                        SignatureJson.WriteText(writer, signature);
                }

                writer.WriteEndArray();
            }

            writer.WriteEndObject();
        }

        return text.ToArray();
    }

    private static string Text(JsonElement json) => json.GetString() ?? throw new InvalidOperationException("null where text must be");
}
