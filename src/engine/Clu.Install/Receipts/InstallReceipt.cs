using System.Text.Json;
using Clu.Install.Disks;
using Clu.Install.Plans;
using Clu.Nix.StorePaths;

namespace Clu.Install.Receipts;

/// <summary>What an installation did. It stays on the target as <see cref="TargetPath"/>, and holds no secret.</summary>
public sealed record InstallReceipt
{
    /// <summary>Where it is on the target.</summary>
    public const string TargetPath = "/var/lib/clu/install/receipt.json";

    /// <summary>What was installed, and on what.</summary>
    public required InstallPlan Plan { get; init; }

    /// <summary>Version of clu.</summary>
    public required string Version { get; init; }

    /// <summary>Label of the medium.</summary>
    public required string Medium { get; init; }

    /// <summary>When it was begun.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>When it was done.</summary>
    public required DateTimeOffset Finished { get; init; }

    /// <summary>Whether it was interrupted before.</summary>
    public bool IsResumed { get; init; }

    /// <summary>The steps of the last run, in order.</summary>
    public required IReadOnlyList<StepReceipt> Steps { get; init; }

    /// <summary>What was checked at the end and found sound, a phrase each.</summary>
    public required IReadOnlyList<string> Checks { get; init; }

    /// <summary>Things that went wrong and did not matter; a sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>As JSON, indented, with a line end.</summary>
    public byte[] Write()
    {
        using MemoryStream text = new();
        using (Utf8JsonWriter json = new(text, new JsonWriterOptions { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            Write(json);
        text.WriteByte((byte)'\n');
        return text.ToArray();
    }

    /// <summary>Writes it as one object.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("host", Plan.Choices.Host.Name);
        json.WriteString("toplevel", StoreDirectory.Default.Print(Plan.Choices.Host.Toplevel));
        json.WriteNumber("storeObjects", Plan.Choices.Host.Closure.Count);
        json.WriteNumber("closureSize", Plan.Choices.Host.ClosureSize);
        json.WriteString("hostname", Plan.Choices.Machine.HostName.Text);
        json.WriteString("layout", Plan.Choices.Layout.Name);
        json.WriteString("firmware", Plan.Choices.Firmware.ToString().ToLowerInvariant());
        json.WriteStartArray("disks");
        foreach (BlockDevice disk in Plan.Choices.Disks)
        {
            json.WriteStartObject();
            json.WriteString("path", disk.Path);
            json.WriteString("model", disk.Model);
            json.WriteString("serial", disk.Serial);
            json.WriteNumber("size", disk.Size);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("medium", Medium);
        json.WriteString("clu", Version);
        json.WriteString("started", Started);
        json.WriteString("finished", Finished);
        json.WriteBoolean("resumed", IsResumed);
        json.WriteStartArray("steps");
        foreach (StepReceipt step in Steps)
        {
            json.WriteStartObject();
            json.WriteString("id", step.Id);
            json.WriteString("title", step.Title);
            json.WriteNumber("seconds", Math.Round(step.Seconds, 2));
            WriteTexts(json, "actions", step.Actions);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteTexts(json, "checks", Checks);
        WriteTexts(json, "warnings", Warnings);
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
