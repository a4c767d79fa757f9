using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Clu.Cli.Text;
using Clu.Nix.NarInfos;
using Clu.Nix.StoreObjects;
using Clu.Stores;
using Clu.Stores.Caches;
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

    /// <summary>One object, as Nix prints it: format 1 has full paths as keys, the later ones base names below <c>info</c>.</summary>
    public void WriteJson(int version, TextWriter lines)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer, s_json))
        {
            writer.WriteStartObject();
            if (version > 1)
                writer.WriteStartObject("info");
            foreach (StoreObjectInfo info in objects.OrderBy(info => info.Path))
            {
                writer.WritePropertyName(version == 1 ? store.Directory.Print(info.Path) : info.Path.BaseName);
                NarInfo? file = (store as BinaryCacheStore)?.FindInfo(info.Path);
                StoreObjectJson.Write(writer, info, version, store.Directory, file, ClosureSize ? SizeOfClosure(info) : null);
            }

            if (version > 1)
            {
                writer.WriteEndObject();
                writer.WriteString("storeDir", store.Directory.Path);
                writer.WriteNumber("version", version);
            }

            writer.WriteEndObject();
        }

        lines.WriteLine(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    private long SizeOfClosure(StoreObjectInfo info) => StoreClosure.Of(store, [info.Path]).Sum(member => member.NarSize);

    private string Bytes(long bytes) => HumanReadable ? Figures.Bytes(bytes) : bytes.ToString(CultureInfo.InvariantCulture);
}
