using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Clu.Binary;

namespace Clu.Media.Hosts;

/// <summary>The manifest of a medium as JSON; see <c>docs/formats/manifest.md</c>.</summary>
public static class ManifestJson
{
    // The text is never put into a web page; paths, plus signs and angle brackets stay readable.
    private static readonly JsonWriterOptions _indented = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The one text of a manifest: keys sorted, indented by two spaces, with a newline at the end.</summary>
    public static byte[] Write(MediumManifest manifest)
    {
        using MemoryStream text = new();
        using (Utf8JsonWriter writer = new(text, _indented))
            ManifestWriter.Write(writer, manifest);
        text.WriteByte((byte)'\n');
        return text.ToArray();
    }

    /// <summary>Reads a whole manifest, or nothing of it.</summary>
    /// <exception cref="MalformedDataException">It is no JSON, not of version 1, or contradicts itself; the field is named by its path from the root.</exception>
    public static MediumManifest Read(ReadOnlySpan<byte> json)
    {
        using JsonDocument document = Parse(json);
        return ManifestReader.Read(new ManifestMembers(document.RootElement, ""));
    }

    /// <summary>Refuses a manifest before it is in memory.</summary>
    /// <exception cref="MalformedDataException">It is too long.</exception>
    internal static void CheckLength(long length)
    {
        if (length > ManifestLimits.MaxLength)
        {
            throw ManifestMembers.Malformed(
                "document", MalformedReason.LimitExceeded, $"at most {ManifestLimits.MaxLength} bytes", length.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static JsonDocument Parse(ReadOnlySpan<byte> json)
    {
        CheckLength(json.Length);
        // Not the final block: so an incomplete document can be told from a wrong one.
        Utf8JsonReader reader = new(json, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { MaxDepth = ManifestLimits.MaxDepth }));
        JsonDocument? document;
        try
        {
            if (!JsonDocument.TryParseValue(ref reader, out document))
                throw ManifestMembers.Malformed("document", MalformedReason.Truncated, "one JSON value", "the end", json.Length);
        }
        catch (JsonException e)
        {
            throw ManifestMembers.Malformed("document", MalformedReason.InvalidValue, "JSON", e.Message, inner: e);
        }

        int rest = json[(int)reader.BytesConsumed..].IndexOfAnyExcept(" \t\r\n"u8);
        if (rest < 0)
            return document;
        document.Dispose();
        throw ManifestMembers.Malformed("document", MalformedReason.TrailingData, "the end", "more bytes", reader.BytesConsumed + rest);
    }
}
