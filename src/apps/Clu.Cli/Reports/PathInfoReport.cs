using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Clu.Cli.Text;
using Clu.Nix.Hashing;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores;
using Clu.Stores.Copying;

namespace Clu.Cli.Reports;

/// <summary>What <c>clu path-info</c> prints.</summary>
internal sealed class PathInfoReport(IStore store, IReadOnlyList<StoreObjectInfo> objects)
{
    private static readonly JsonWriterOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public bool Size { get; init; }

    public bool ClosureSize { get; init; }

    public bool HumanReadable { get; init; }

    public bool Signatures { get; init; }

    /// <summary>A line each: path, then tab and the columns asked for.</summary>
    public void WriteText(TextWriter lines)
    {
        foreach (StoreObjectInfo info in objects)
        {
            StringBuilder line = new(store.Directory.Print(info.Path));
            if (Size)
                line.Append('\t').Append(Bytes(info.NarSize));
            if (ClosureSize)
                line.Append('\t').Append(Bytes(SizeOfClosure(info)));
            if (Signatures)
            {
                if (info.Ultimate)
                    line.Append("\tultimate");
                if (info.ContentAddress is { } address)
                    line.Append(CultureInfo.InvariantCulture, $"\tca:{address}");
                foreach (var signature in info.Signatures)
                    line.Append(CultureInfo.InvariantCulture, $"\t{signature}");
            }

            lines.WriteLine(line);
        }
    }

    /// <summary>An object of objects by full path, as Nix prints since 2.19.</summary>
    public void WriteJson(TextWriter lines)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer, s_json))
        {
            writer.WriteStartObject();
            foreach (StoreObjectInfo info in objects.OrderBy(info => info.Path))
                Write(info, writer);
            writer.WriteEndObject();
        }

        lines.WriteLine(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    private void Write(StoreObjectInfo info, Utf8JsonWriter writer)
    {
        writer.WriteStartObject(store.Directory.Print(info.Path));
        writer.WriteString("ca", info.ContentAddress?.ToString());
        if (ClosureSize)
            writer.WriteNumber("closureSize", SizeOfClosure(info));
        writer.WriteString("deriver", info.Deriver is { } deriver ? store.Directory.Print(deriver) : null);
        writer.WriteString("narHash", info.NarHash.Format(HashEncoding.Sri));
        writer.WriteNumber("narSize", info.NarSize);
        writer.WriteStartArray("references");
        foreach (StorePath reference in info.References)
            writer.WriteStringValue(store.Directory.Print(reference));
        writer.WriteEndArray();
        writer.WriteStartArray("signatures");
        foreach (var signature in info.Signatures)
            writer.WriteStringValue(signature.ToString());
        writer.WriteEndArray();
        writer.WriteBoolean("ultimate", info.Ultimate);
        writer.WriteEndObject();
    }

    private long SizeOfClosure(StoreObjectInfo info) => StoreClosure.Of(store, [info.Path]).Sum(member => member.NarSize);

    private string Bytes(long bytes) => HumanReadable ? Figures.Bytes(bytes) : bytes.ToString(CultureInfo.InvariantCulture);
}
