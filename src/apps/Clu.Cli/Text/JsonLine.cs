using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Clu.Cli.Text;

/// <summary>Writes the lines of <c>--json</c>; see <c>docs/json.md</c>.</summary>
internal static class JsonLine
{
    // Paths and titles stay readable; nobody puts these lines into HTML.
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes one object on one line and flushes it.</summary>
    /// <param name="lines">Standard output.</param>
    /// <param name="name">The value of <c>event</c>, the first member.</param>
    /// <param name="members">Writes the others.</param>
    public static void Write(TextWriter lines, string name, Action<Utf8JsonWriter> members)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer, s_options))
        {
            writer.WriteStartObject();
            writer.WriteString("event", name);
            members(writer);
            writer.WriteEndObject();
        }

        lines.WriteLine(Encoding.UTF8.GetString(buffer.WrittenSpan));
        lines.Flush();
    }

    /// <summary>Writes a number, or null.</summary>
    public static void WriteNumberOrNull(this Utf8JsonWriter writer, string name, long? value)
    {
        if (value is { } number)
            writer.WriteNumber(name, number);
        else
            writer.WriteNull(name);
    }
}
