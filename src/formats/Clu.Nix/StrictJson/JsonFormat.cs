using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Clu.Binary;

namespace Clu.Nix.StrictJson;

/// <summary>A kind of JSON document of which a reader takes all or nothing.</summary>
/// <param name="Name">What errors call it.</param>
/// <param name="Version">The version of the format that is read.</param>
/// <param name="MaxLength">Bytes of a document at most.</param>
/// <param name="MaxDepth">Objects and arrays that may lie in one another.</param>
public sealed record JsonFormat(string Name, int Version, int MaxLength, int MaxDepth)
{
    // The text is never put into a web page; paths, plus signs and angle brackets stay readable.
    private static readonly JsonWriterOptions _indented = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The one text of a document: indented by two spaces, with a newline at the end.</summary>
    /// <param name="write">Writes the document's one object, its keys in order.</param>
    public static byte[] Write(Action<Utf8JsonWriter> write)
    {
        using MemoryStream text = new();
        using (Utf8JsonWriter writer = new(text, _indented))
            write(writer);
        text.WriteByte((byte)'\n');
        return text.ToArray();
    }

    /// <summary>Reads a document's one value.</summary>
    /// <param name="json">The text.</param>
    /// <param name="read">Makes the result of it; the value is gone afterwards.</param>
    /// <exception cref="MalformedDataException">It is no JSON, too long or too deep, or something follows it.</exception>
    public T Read<T>(ReadOnlySpan<byte> json, Func<JsonElement, T> read)
    {
        using JsonDocument document = Parse(json);
        return read(document.RootElement);
    }

    /// <summary>Refuses a document before it is in memory.</summary>
    /// <exception cref="MalformedDataException">It is too long.</exception>
    public void CheckLength(long length)
    {
        if (length > MaxLength)
            throw Malformed("document", MalformedReason.LimitExceeded, $"at most {MaxLength} bytes", length.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>An error.</summary>
    /// <param name="field">Path from the root.</param>
    /// <param name="reason">What kind of error.</param>
    /// <param name="expected">What should be there.</param>
    /// <param name="actual">What is there.</param>
    /// <param name="offset">Where in the text; -1 where that is not known.</param>
    /// <param name="inner">What told of it.</param>
    public MalformedDataException Malformed(
        string field, MalformedReason reason, string expected, string actual, long offset = -1, Exception? inner = null) =>
        new(Name, offset, field, reason, expected, actual, inner);

    private JsonDocument Parse(ReadOnlySpan<byte> json)
    {
        CheckLength(json.Length);
        // Not the final block: so an incomplete document can be told from a wrong one.
        Utf8JsonReader reader = new(json, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { MaxDepth = MaxDepth }));
        JsonDocument? document;
        try
        {
            if (!JsonDocument.TryParseValue(ref reader, out document))
                throw Malformed("document", MalformedReason.Truncated, "one JSON value", "the end", json.Length);
        }
        catch (JsonException e)
        {
            throw Malformed("document", MalformedReason.InvalidValue, "JSON", e.Message, Offset(json, e), e);
        }

        int rest = json[(int)reader.BytesConsumed..].IndexOfAnyExcept(" \t\r\n"u8);
        if (rest < 0)
            return document;
        document.Dispose();
        throw Malformed("document", MalformedReason.TrailingData, "the end", "more bytes", reader.BytesConsumed + rest);
    }

    private static long Offset(ReadOnlySpan<byte> json, JsonException e)
    {
        int line = 0;
        for (long left = e.LineNumber ?? 0; left > 0; left--)
            line += json[line..].IndexOf((byte)'\n') + 1;
        return line + (e.BytePositionInLine ?? 0);
    }
}
