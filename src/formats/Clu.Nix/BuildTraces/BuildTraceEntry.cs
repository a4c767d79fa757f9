using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Clu.Binary;
using Clu.Nix.Signatures;
using Clu.Nix.StorePaths;

namespace Clu.Nix.BuildTraces;

/// <summary>
/// Which store object an output of a derivation came to be; what Nix called a realisation. Needed where the path of an output is known only after
/// it was built. See <c>docs/formats/build-trace.md</c>.
/// </summary>
public sealed record BuildTraceEntry
{
    private const string Format = "build trace";
    private static readonly JsonWriterOptions _writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The derivation.</summary>
    public required StorePath Derivation { get; init; }

    /// <summary>Name of its output: <c>out</c>, <c>dev</c>.</summary>
    public required string Output { get; init; }

    /// <summary>What the output came to be.</summary>
    public required StorePath Path { get; init; }

    /// <summary>Signatures of <see cref="Fingerprint"/>.</summary>
    public IReadOnlyList<Signature> Signatures { get; init; } = [];

    /// <summary>The text that a signature of it signs.</summary>
    public string Fingerprint => Encoding.UTF8.GetString(Write(withSignatures: false));

    /// <summary>Writes it as Nix does: format 3, keys sorted, no white space.</summary>
    public byte[] ToJson() => Write(withSignatures: true);

    /// <summary>Reads format 3; signatures may be text, as older ones had them.</summary>
    /// <exception cref="MalformedDataException">It is not JSON of that shape.</exception>
    public static BuildTraceEntry Parse(ReadOnlyMemory<byte> text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            JsonElement key = document.RootElement.GetProperty("key"), value = document.RootElement.GetProperty("value");
            return new BuildTraceEntry
            {
                Derivation = StorePath.Parse(key.GetProperty("drvPath").GetString() ?? ""),
                Output = key.GetProperty("outputName").GetString() ?? throw new KeyNotFoundException("outputName"),
                Path = StorePath.Parse(value.GetProperty("outPath").GetString() ?? ""),
                Signatures = [.. value.GetProperty("signatures").EnumerateArray().Select(SignatureJson.Read)],
            };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new MalformedDataException(Format, -1, "entry", MalformedReason.InvalidValue, "key and value of an entry", e.Message, e);
        }
    }

    private byte[] Write(bool withSignatures)
    {
        using MemoryStream text = new();
        using (Utf8JsonWriter writer = new(text, _writing))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("key");
            writer.WriteString("drvPath", Derivation.BaseName);
            writer.WriteString("outputName", Output);
            writer.WriteEndObject();
            writer.WriteStartObject("value");
            writer.WriteString("outPath", Path.BaseName);
            if (withSignatures)
            {
                writer.WriteStartArray("signatures");
                foreach (Signature signature in Signatures)
                    SignatureJson.WriteObject(writer, signature);
                writer.WriteEndArray();
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return text.ToArray();
    }
}
