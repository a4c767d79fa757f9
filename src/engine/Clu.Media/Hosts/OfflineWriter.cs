using System.Text.Json;
using Clu.Nix.Flakes;
using Clu.Nix.StorePaths;
using Clu.Systems.Rebuilds;

namespace Clu.Media.Hosts;

/// <summary>Writes the member <c>offline</c> of a host.</summary>
internal static class OfflineWriter
{
    public static void Write(Utf8JsonWriter writer, HostOffline offline)
    {
        writer.WriteStartObject();
        Paths(writer, ManifestKeys.Closure, offline.Closure);
        writer.WriteNumber(ManifestKeys.ClosureSize, offline.ClosureSize);
        if (offline.Flake is { } flake)
        {
            writer.WriteStartObject(ManifestKeys.Flake);
            writer.WriteString(ManifestKeys.Configuration, flake.Configuration);
            if (flake.Directory.Length > 0)
                writer.WriteString(ManifestKeys.Directory, flake.Directory);
            writer.WriteString(ManifestKeys.Source, flake.Source.BaseName);
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteNull(ManifestKeys.Flake);
        }

        writer.WriteStartArray(ManifestKeys.Inputs);
        foreach (FlakeInput input in offline.Inputs)
        {
            writer.WriteStartObject();
            Reference(writer, ManifestKeys.Locked, input.Locked);
            writer.WriteString(ManifestKeys.Name, input.Name);
            writer.WriteString(ManifestKeys.Path, input.Path.BaseName);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        Texts(writer, ManifestKeys.NixConf, offline.NixConf);
        if (offline.Rebuild is { } rebuild)
            Rebuild(writer, rebuild);
        else
            writer.WriteNull(ManifestKeys.Rebuild);
        writer.WriteStartArray(ManifestKeys.Registry);
        foreach (FlakeRegistryEntry entry in offline.Registry.Entries)
        {
            writer.WriteStartObject();
            writer.WriteBoolean(ManifestKeys.Exact, entry.Exact);
            Reference(writer, ManifestKeys.From, entry.From);
            Reference(writer, ManifestKeys.To, entry.To);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Rebuild(Utf8JsonWriter writer, HostRebuild rebuild)
    {
        writer.WriteStartObject(ManifestKeys.Rebuild);
        Texts(writer, ManifestKeys.Changes, rebuild.Changes.Select(change => change.Word()));
        writer.WriteString(ManifestKeys.Derivation, rebuild.Derivation?.BaseName);
        Paths(writer, ManifestKeys.Roots, rebuild.Roots);
        writer.WriteEndObject();
    }

    private static void Reference(Utf8JsonWriter writer, string name, FlakeReference reference)
    {
        writer.WritePropertyName(name);
        reference.Write(writer);
    }

    private static void Paths(Utf8JsonWriter writer, string name, IEnumerable<StorePath> paths) => Texts(writer, name, paths.Select(path => path.BaseName));

    private static void Texts(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (string text in texts)
            writer.WriteStringValue(text);
        writer.WriteEndArray();
    }
}
