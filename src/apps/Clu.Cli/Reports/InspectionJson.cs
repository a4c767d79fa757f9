using System.Text.Json;
using Clu.Cli.Text;
using Clu.Media.Inspection;
using Clu.Nix.Hashing;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;

namespace Clu.Cli.Reports;

/// <summary>Says what <c>clu inspect</c> found, for programs; members: <c>docs/inspect.md</c>.</summary>
internal static class InspectionJson
{
    /// <summary>Writes the event <c>result</c>.</summary>
    public static void Write(string file, MediumReport report, TextWriter lines) => JsonLine.Write(lines, "result", writer =>
    {
        writer.WriteString("file", file);
        writer.WriteNumber("fileSize", report.FileSize);
        writer.WriteNumber("volumeSize", report.VolumeSize);
        writer.WriteString("label", report.Label);
        writer.WriteString("application", report.Application);
        writer.WriteString("version", report.Version);
        WriteArray(writer, "bootImages", report.BootImages, WriteBootImage);
        WriteArray(writer, "partitions", report.Partitions, WritePartition);
        WriteArray(writer, "menu", report.MenuEntries, WriteMenuEntry);
        WriteArray(writer, "files", report.Files, (w, f) =>
        {
            w.WriteString("path", f.Path);
            w.WriteNumber("size", f.Size);
        });
        if (report.Store is { } store)
            WriteStore(writer, store);
        else
            writer.WriteNull("store");
        if (report.Manifest is { } manifest)
            HostJson.Write(writer, manifest.Hosts);
        else
            writer.WriteNull("hosts");
        WriteArray(writer, "findings", report.Findings, WriteFinding);
    });

    private static void WriteBootImage(Utf8JsonWriter writer, BootImage image)
    {
        writer.WriteString("firmware", image.Firmware switch
        {
            BootFirmware.Bios => "bios",
            BootFirmware.Uefi => "uefi",
            BootFirmware.Other => "other",
        });
        writer.WriteBoolean("bootable", image.Bootable);
        writer.WriteNumber("position", image.Position);
        writer.WriteNumber("loadSize", image.LoadSize);
    }

    private static void WritePartition(Utf8JsonWriter writer, MediumPartition partition)
    {
        writer.WriteString("table", partition.Table switch
        {
            PartitionTable.Gpt => "gpt",
            PartitionTable.Mbr => "mbr",
        });
        writer.WriteNumber("number", partition.Number);
        writer.WriteString("kind", partition.Kind);
        writer.WriteNumber("start", partition.Start);
        writer.WriteNumber("size", partition.Size);
        writer.WriteString("name", partition.Name);
    }

    private static void WriteMenuEntry(Utf8JsonWriter writer, MenuEntry entry)
    {
        writer.WriteString("file", entry.Menu);
        writer.WriteString("title", entry.Title);
        writer.WriteString("kernel", entry.Kernel);
        WriteStrings(writer, "initrds", entry.Initrds);
        WriteStrings(writer, "parameters", entry.Parameters);
        writer.WriteString("program", entry.Program);
    }

    private static void WriteStore(Utf8JsonWriter writer, StoreReport store)
    {
        writer.WriteStartObject("store");
        writer.WriteString("path", store.Path);
        writer.WriteNumber("size", store.Size);
        writer.WriteString("codec", CompressionText.NameOf(store.Codec));
        writer.WriteNumber("blockSize", store.BlockSize);
        writer.WriteNumber("narSize", store.NarSize);
        writer.WriteBoolean("verified", store.IsVerified);
        WriteArray(writer, "objects", store.Objects, WriteObject);
        WriteArray(writer, "packages", store.Packages, (w, package) =>
        {
            w.WriteString("name", package.Name);
            w.WriteString("version", package.Version);
        });
        writer.WriteEndObject();
    }

    private static void WriteObject(Utf8JsonWriter writer, StoreObjectInfo info)
    {
        writer.WriteString("path", StoreDirectory.Default.Print(info.Path));
        writer.WriteString("narHash", info.NarHash.Format(HashEncoding.Sri));
        writer.WriteNumber("narSize", info.NarSize);
        WriteStrings(writer, "references", info.References.Select(StoreDirectory.Default.Print));
    }

    private static void WriteFinding(Utf8JsonWriter writer, Finding finding)
    {
        writer.WriteString("severity", finding.Severity switch
        {
            FindingSeverity.Error => "error",
            FindingSeverity.Warning => "warning",
        });
        writer.WriteString("text", finding.Text);
    }

    private static void WriteStrings(Utf8JsonWriter writer, string name, IEnumerable<string> values)
    {
        writer.WriteStartArray(name);
        foreach (string value in values)
            writer.WriteStringValue(value);
        writer.WriteEndArray();
    }

    private static void WriteArray<T>(Utf8JsonWriter writer, string name, IEnumerable<T> values, Action<Utf8JsonWriter, T> members)
    {
        writer.WriteStartArray(name);
        foreach (T value in values)
        {
            writer.WriteStartObject();
            members(writer, value);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
