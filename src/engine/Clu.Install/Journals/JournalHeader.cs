using System.Text;
using System.Text.Json;

namespace Clu.Install.Journals;

/// <summary>What an installation is, for whoever finds its disk after a power loss. It holds no secret: anybody who has the disk can read it.</summary>
public sealed record JournalHeader
{
    /// <summary>The only version that there is.</summary>
    private const int Version = 1;

    private const int SeedLength = 32;

    /// <summary>From this all identifiers of the plan were derived; with it the same plan comes out again. 32 bytes.</summary>
    public required ReadOnlyMemory<byte> Seed { get; init; }

    /// <summary>Name of the medium's host.</summary>
    public required string Host { get; init; }

    /// <summary>Its toplevel, <c>/nix/store/…</c>.</summary>
    public required string Toplevel { get; init; }

    /// <summary>When it was begun.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>The answers in their TOML, without secrets. Those with secrets are on the target, once it has a file system.</summary>
    public required string Answers { get; init; }

    /// <summary>As JSON, one line.</summary>
    public byte[] Write()
    {
        using MemoryStream json = new();
        using (Utf8JsonWriter writer = new(json))
        {
            writer.WriteStartObject();
            writer.WriteNumber("version", Version);
            writer.WriteBase64String("seed", Seed.Span);
            writer.WriteString("host", Host);
            writer.WriteString("toplevel", Toplevel);
            writer.WriteString("started", Started);
            writer.WriteString("answers", Answers);
            writer.WriteEndObject();
        }

        return json.ToArray();
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <returns>null when it is something else.</returns>
    public static JournalHeader? TryRead(ReadOnlySpan<byte> bytes)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(Encoding.UTF8.GetString(bytes));
            JsonElement root = document.RootElement;
            byte[] seed = root.GetProperty("seed").GetBytesFromBase64();
            return root.GetProperty("version").GetInt32() != Version || seed.Length != SeedLength ? null : new JournalHeader
            {
                Seed = seed,
                Host = root.GetProperty("host").GetString() ?? "",
                Toplevel = root.GetProperty("toplevel").GetString() ?? "",
                Started = root.GetProperty("started").GetDateTimeOffset(),
                Answers = root.GetProperty("answers").GetString() ?? "",
            };
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }
}
