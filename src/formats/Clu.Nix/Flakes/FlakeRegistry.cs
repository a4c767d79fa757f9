using System.Text.Json;
using Clu.Binary;

namespace Clu.Nix.Flakes;

/// <summary>A flake registry: what <c>nix registry</c> keeps in <c>registry.json</c>. See <c>docs/formats/flakes.md</c>.</summary>
/// <param name="Entries">In the order of the file; the first that matches counts.</param>
public sealed record FlakeRegistry(IReadOnlyList<FlakeRegistryEntry> Entries)
{
    private const string Format = "flake registry";
    private const int Version = 2;

    /// <summary>Reads a registry.</summary>
    /// <exception cref="MalformedDataException">It is none, or of another version than 2.</exception>
    public static FlakeRegistry Parse(ReadOnlyMemory<byte> text) => FlakeJson.Read(text, Format, [Version], (json, _) => new FlakeRegistry(
    [
        .. json.GetProperty("flakes").EnumerateArray().Select(entry => new FlakeRegistryEntry(
            FlakeReference.Read(entry.GetProperty("from"), Format),
            FlakeReference.Read(entry.GetProperty("to"), Format),
            entry.TryGetProperty("exact", out JsonElement exact) && exact.GetBoolean())),
    ]));

    /// <summary>Writes it as Nix does.</summary>
    public byte[] ToBytes() => FlakeJson.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("flakes");
        foreach (FlakeRegistryEntry entry in Entries)
        {
            writer.WriteStartObject();
            if (entry.Exact)
                writer.WriteBoolean("exact", true);
            writer.WritePropertyName("from");
            entry.From.Write(writer);
            writer.WritePropertyName("to");
            entry.To.Write(writer);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteNumber("version", Version);
        writer.WriteEndObject();
    });
}
