using System.Text.Json;
using Clu.Nix.StrictJson;

namespace Clu.Nix.BootSpecs;

/// <summary>Writes a description as <c>jq --sort-keys</c> would.</summary>
internal static class BootSpecWriter
{
    public static byte[] Write(BootSpec spec) => JsonFormat.Write(writer => Document(writer, spec));

    private static void Document(Utf8JsonWriter writer, BootSpec spec)
    {
        SortedDictionary<string, Action> members = new(StringComparer.Ordinal)
        {
            [BootSpecKeys.BootSpec] = () => Generation(writer, spec),
            [BootSpecKeys.Specialisation] = () => Specialisations(writer, spec.Specialisations),
        };
        foreach ((string name, string json) in spec.Extensions)
            members.Add(name, () => Extension(writer, json));
        writer.WriteStartObject();
        foreach ((string name, Action write) in members)
        {
            writer.WritePropertyName(name);
            write();
        }

        writer.WriteEndObject();
    }

    // Members in the order of their names.
    private static void Generation(Utf8JsonWriter writer, BootSpec spec)
    {
        writer.WriteStartObject();
        writer.WriteString(BootSpecKeys.Init, spec.Init);
        if (spec.Initrd is not null)
            writer.WriteString(BootSpecKeys.Initrd, spec.Initrd);
        if (spec.InitrdSecrets is not null)
            writer.WriteString(BootSpecKeys.InitrdSecrets, spec.InitrdSecrets);
        writer.WriteString(BootSpecKeys.Kernel, spec.Kernel);
        writer.WriteStartArray(BootSpecKeys.KernelParameters);
        foreach (string parameter in spec.KernelParameters)
            writer.WriteStringValue(parameter);
        writer.WriteEndArray();
        writer.WriteString(BootSpecKeys.Label, spec.Label);
        writer.WriteString(BootSpecKeys.System, spec.System);
        writer.WriteString(BootSpecKeys.Toplevel, spec.Toplevel);
        writer.WriteEndObject();
    }

    private static void Specialisations(Utf8JsonWriter writer, IReadOnlyDictionary<string, BootSpec> specialisations)
    {
        writer.WriteStartObject();
        foreach ((string name, BootSpec spec) in specialisations.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            writer.WritePropertyName(name);
            Document(writer, spec);
        }

        writer.WriteEndObject();
    }

    private static void Extension(Utf8JsonWriter writer, string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        CanonicalJson.Write(document.RootElement, writer);
    }
}
