using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Clu.Binary;
using Clu.Nix.Archives;

namespace Clu.Nix.Listings;

/// <summary>The <c>.ls</c> file of a binary cache: the tree of a NAR without its contents, as JSON. See <c>docs/formats/listing.md</c>.</summary>
public static class Listing
{
    private const string Format = "listing";
    private const int Version = 1;
    private static readonly JsonWriterOptions _writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The listing of an archive; the reader is read to its end.</summary>
    public static ListingNode Of(NarReader archive)
    {
        archive.Read();
        ListingNode root = Node(archive);
        archive.Read();
        return root;
    }

    /// <summary>Writes it as Nix does: keys sorted, no white space.</summary>
    public static byte[] Write(ListingNode root)
    {
        using MemoryStream text = new();
        using (Utf8JsonWriter writer = new(text, _writing))
        {
            writer.WriteStartObject();
            writer.WritePropertyName("root"u8);
            Write(root, writer);
            writer.WriteNumber("version"u8, Version);
            writer.WriteEndObject();
        }

        return text.ToArray();
    }

    /// <summary>Writes one node as <c>nix store ls --json</c> does.</summary>
    /// <param name="node">The node.</param>
    /// <param name="recursive">With all below it; else the entries of a directory are empty objects.</param>
    public static byte[] WriteNode(ListingNode node, bool recursive)
    {
        using MemoryStream text = new();
        using (Utf8JsonWriter writer = new(text, _writing))
            Write(node, writer, recursive ? int.MaxValue : 0);
        return text.ToArray();
    }

    /// <summary>Reads it.</summary>
    /// <exception cref="MalformedDataException">It is not JSON of this shape.</exception>
    public static ListingNode Read(ReadOnlyMemory<byte> text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 2 * NarLimits.Default.MaxDepth + 4 });
            JsonElement all = document.RootElement;
            if (all.GetProperty("version").GetInt32() != Version)
                throw Malformed("version", MalformedReason.Unsupported, $"{Version}", all.GetProperty("version").GetRawText());
            return Read(all.GetProperty("root"));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new MalformedDataException(Format, -1, "text", MalformedReason.InvalidValue, "the JSON of a listing", e.Message, e);
        }
    }

    private static ListingNode Node(NarReader archive)
    {
        switch (archive.Event)
        {
            case NarEvent.File:
                return new ListingFile(archive.Length, archive.Executable, archive.Offset);
            case NarEvent.Symlink:
                return new ListingSymlink(Text(archive.Target.Span));
            default:
                SortedList<FileName, ListingNode> entries = [];
                while (archive.Read() && archive.Event == NarEvent.Entry)
                {
                    FileName name = archive.Name;
                    archive.Read();
                    entries.Add(name, Node(archive));
                }

                return new ListingDirectory(entries);
        }
    }

    private static void Write(ListingNode node, Utf8JsonWriter writer, int depth = int.MaxValue)
    {
        writer.WriteStartObject();
        switch (depth < 0 ? null : node)
        {
            case ListingFile file:
                if (file.Executable)
                    writer.WriteBoolean("executable"u8, true);
                if (file.NarOffset is { } offset)
                    writer.WriteNumber("narOffset"u8, offset);
                writer.WriteNumber("size"u8, file.Size);
                writer.WriteString("type"u8, "regular"u8);
                break;
            case ListingSymlink link:
                writer.WriteString("target"u8, link.Target);
                writer.WriteString("type"u8, "symlink"u8);
                break;
            case ListingDirectory directory:
                writer.WriteStartObject("entries"u8);
                foreach ((FileName name, ListingNode child) in directory.Entries)
                {
                    writer.WritePropertyName(Text(name.Span));
                    Write(child, writer, depth - 1);
                }

                writer.WriteEndObject();
                writer.WriteString("type"u8, "directory"u8);
                break;
        }

        writer.WriteEndObject();
    }

    private static ListingNode Read(JsonElement node)
    {
        string? type = node.GetProperty("type").GetString();
        switch (type)
        {
            case "regular":
                return new ListingFile(
                    node.TryGetProperty("size", out JsonElement size) ? size.GetInt64() : 0,
                    node.TryGetProperty("executable", out JsonElement executable) && executable.GetBoolean(),
                    node.TryGetProperty("narOffset", out JsonElement offset) ? offset.GetInt64() : null);
            case "symlink":
                return new ListingSymlink(node.GetProperty("target").GetString() ?? "");
            case "directory":
                SortedList<FileName, ListingNode> entries = [];
                foreach (JsonProperty entry in node.GetProperty("entries").EnumerateObject())
                {
                    if (!FileName.TryCreate(Encoding.UTF8.GetBytes(entry.Name), out FileName name) || !entries.TryAdd(name, Read(entry.Value)))
                        throw Malformed("entries", MalformedReason.InvalidValue, "file names, each once", $"'{entry.Name}'");
                }

                return new ListingDirectory(entries);
            default:
                throw Malformed("type", MalformedReason.InvalidValue, "regular, symlink or directory", $"'{type}'");
        }
    }

    /// <summary>As Nix does: JSON has no bytes, so what is not UTF-8 becomes U+FFFD.</summary>
    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);

    private static MalformedDataException Malformed(string field, MalformedReason reason, string expected, string actual) =>
        new(Format, -1, field, reason, expected, actual);
}
