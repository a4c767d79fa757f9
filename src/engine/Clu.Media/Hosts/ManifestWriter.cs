using System.Text.Json;
using Clu.Nix.ContentAddresses;
using Clu.Nix.Hashing;
using Clu.Nix.Signatures;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Systems.Profiles;

namespace Clu.Media.Hosts;

/// <summary>Writes a manifest as <c>jq --sort-keys</c> would.</summary>
internal static class ManifestWriter
{
    public static void Write(Utf8JsonWriter writer, MediumManifest manifest)
    {
        writer.WriteStartObject();
        writer.WriteStartArray(ManifestKeys.Hosts);
        foreach (MediumHost host in manifest.Hosts)
            Host(writer, host);
        writer.WriteEndArray();
        writer.WriteString(ManifestKeys.Label, manifest.Label);
        writer.WriteStartArray(ManifestKeys.Objects);
        foreach (StoreObjectInfo info in manifest.Objects.OrderBy(info => info.Path))
            Object(writer, info);
        writer.WriteEndArray();
        writer.WriteNumber(ManifestKeys.VersionNumber, ManifestKeys.Version);
        writer.WriteEndObject();
    }

    private static void Host(Utf8JsonWriter writer, MediumHost host)
    {
        writer.WriteStartObject();
        Texts(writer, ManifestKeys.Closure, host.Closure.Select(path => path.BaseName));
        writer.WriteNumber(ManifestKeys.ClosureSize, host.ClosureSize);
        writer.WritePropertyName(ManifestKeys.Defaults);
        Defaults(writer, host.Defaults);
        writer.WriteString(ManifestKeys.Description, host.Description);
        writer.WriteString(ManifestKeys.Kind, host.Kind switch
        {
            HostKind.NixOS => ManifestKeys.NixosKind,
            HostKind.Reference => ManifestKeys.ReferenceKind,
        });
        writer.WriteString(ManifestKeys.Name, host.Name);
        // A host that cannot be rebuilt has the same text as ever.
        if (host.Offline is { } offline)
        {
            writer.WritePropertyName(ManifestKeys.Offline);
            OfflineWriter.Write(writer, offline);
        }

        writer.WriteNumber(ManifestKeys.OwnSize, host.OwnSize);
        writer.WriteString(ManifestKeys.Toplevel, host.Toplevel.BaseName);
        writer.WriteEndObject();
    }

    private static void Defaults(Utf8JsonWriter writer, HostDefaults defaults)
    {
        writer.WriteStartObject();
        writer.WriteString(ManifestKeys.HostName, defaults.HostName?.Text);
        writer.WriteString(ManifestKeys.Keymap, defaults.Keymap);
        writer.WriteString(ManifestKeys.Layout, defaults.Layout);
        writer.WriteString(ManifestKeys.Locale, defaults.Locale);
        writer.WriteString(ManifestKeys.TimeZone, defaults.TimeZone);
        writer.WriteStartArray(ManifestKeys.Users);
        foreach (UserAccount user in defaults.Users)
            User(writer, user);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void User(Utf8JsonWriter writer, UserAccount user)
    {
        writer.WriteStartObject();
        Texts(writer, ManifestKeys.AuthorizedKeys, user.AuthorizedKeys);
        Texts(writer, ManifestKeys.Groups, user.Groups.Select(group => group.Text));
        writer.WriteString(ManifestKeys.Name, user.Name.Text);
        writer.WriteString(ManifestKeys.PasswordHash, user.PasswordHash);
        writer.WriteString(ManifestKeys.Shell, user.Shell);
        if (user.Uid is { } uid)
            writer.WriteNumber(ManifestKeys.Uid, uid);
        else
            writer.WriteNull(ManifestKeys.Uid);
        writer.WriteEndObject();
    }

    private static void Object(Utf8JsonWriter writer, StoreObjectInfo info)
    {
        writer.WriteStartObject();
        writer.WriteString(ManifestKeys.ContentAddress, info.ContentAddress?.ToString());
        writer.WriteString(ManifestKeys.Deriver, info.Deriver?.BaseName);
        writer.WriteString(ManifestKeys.NarHash, info.NarHash.Format(HashEncoding.Sri));
        writer.WriteNumber(ManifestKeys.NarSize, info.NarSize);
        writer.WriteString(ManifestKeys.Path, info.Path.BaseName);
        Texts(writer, ManifestKeys.References, info.References.Select(reference => reference.BaseName));
        Texts(writer, ManifestKeys.Signatures, info.Signatures.Select(signature => signature.ToString()).Order(StringComparer.Ordinal));
        writer.WriteEndObject();
    }

    private static void Texts(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (string text in texts)
            writer.WriteStringValue(text);
        writer.WriteEndArray();
    }
}
