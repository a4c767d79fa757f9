using System.Text.Encodings.Web;
using System.Text.Json;
using Clu.Binary;

namespace Clu.Nix.Flakes;

/// <summary>What lock files and registries share.</summary>
internal static class FlakeJson
{
    /// <summary>Bytes of a file at most.</summary>
    public const int MaxLength = 16 << 20;

    private static readonly JsonWriterOptions _writing = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads a file of one of the versions.</summary>
    public static T Read<T>(ReadOnlyMemory<byte> text, string format, IReadOnlyList<int> versions, Func<JsonElement, int, T> read)
    {
        if (text.Length > MaxLength)
            throw new MalformedDataException(format, MaxLength, "text", MalformedReason.LimitExceeded, $"at most {MaxLength} bytes", "more");
        try
        {
            using JsonDocument document = JsonDocument.Parse(text, new JsonDocumentOptions { AllowDuplicateProperties = false });
            int version = document.RootElement.GetProperty("version").GetInt32();
            return versions.Contains(version)
                ? read(document.RootElement, version)
                : throw new MalformedDataException(format, -1, "version", MalformedReason.Unsupported, string.Join(" or ", versions), $"{version}");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new MalformedDataException(format, -1, "text", MalformedReason.InvalidValue, $"the JSON of a {format}", e.Message, e);
        }
    }

    /// <summary>Writes indented by two, as Nix does.</summary>
    public static byte[] Write(Action<Utf8JsonWriter> write)
    {
        using MemoryStream text = new();
        using (Utf8JsonWriter writer = new(text, _writing))
            write(writer);
        return text.ToArray();
    }
}
