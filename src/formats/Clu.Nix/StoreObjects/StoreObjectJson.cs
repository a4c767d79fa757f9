using System.Text.Json;
using Clu.Binary;
using Clu.Nix.ContentAddresses;
using Clu.Nix.Hashing;
using Clu.Nix.NarInfos;
using Clu.Nix.Signatures;
using Clu.Nix.StorePaths;

namespace Clu.Nix.StoreObjects;

/// <summary>
/// What <c>nix path-info --json</c> says of one object, in the formats 1 to 3 that Nix numbers. Its path is not part of it: Nix makes that the key.
/// See <c>docs/formats/path-info.md</c>.
/// </summary>
public static class StoreObjectJson
{
    /// <summary>The newest format.</summary>
    public const int NewestVersion = 3;

    private const string Format = "path info";

    /// <summary>Writes one object, keys sorted as Nix has them.</summary>
    /// <param name="writer">Stands where a value belongs.</param>
    /// <param name="info">The object.</param>
    /// <param name="version">1 to 3.</param>
    /// <param name="directory">Its store directory; null for <c>/nix/store</c>.</param>
    /// <param name="file">The file of a binary cache that it is in, if it is.</param>
    /// <param name="closureSize">Bytes of the NARs of its closure, if asked for.</param>
    public static void Write(
        Utf8JsonWriter writer, StoreObjectInfo info, int version, StoreDirectory? directory = null, NarInfo? file = null, long? closureSize = null)
    {
        directory ??= StoreDirectory.Default;
        string Print(StorePath path) => version == 1 ? directory.Print(path) : path.BaseName;
        writer.WriteStartObject();
        WriteAddress(writer, info.ContentAddress, version);
        if (closureSize is { } size)
            writer.WriteNumber("closureSize", size);
        if (file is not null)
            writer.WriteString("compression", file.Compression.Label());
        writer.WriteString("deriver", info.Deriver is { } deriver ? Print(deriver) : null);
        if (file?.FileHash is { } hash)
            writer.WriteString("downloadHash", hash.Format(HashEncoding.Sri));
        if (file?.FileSize is { } fileSize)
            writer.WriteNumber("downloadSize", fileSize);
        writer.WriteString("narHash", info.NarHash.Format(HashEncoding.Sri));
        writer.WriteNumber("narSize", info.NarSize);
        writer.WriteStartArray("references");
        foreach (StorePath reference in info.References)
            writer.WriteStringValue(Print(reference));
        writer.WriteEndArray();
        if (info.RegistrationTime is { } time)
            writer.WriteNumber("registrationTime", time.ToUnixTimeSeconds());
        else
            writer.WriteNull("registrationTime");
        writer.WriteStartArray("signatures");
        foreach (Signature signature in info.Signatures.OrderBy(signature => signature.ToString(), StringComparer.Ordinal))
        {
            if (version < 3)
                SignatureJson.WriteText(writer, signature);
            else
                SignatureJson.WriteObject(writer, signature);
        }

        writer.WriteEndArray();
        writer.WriteString("storeDir", directory.Path);
        writer.WriteBoolean("ultimate", info.Ultimate);
        if (file is not null)
            writer.WriteString("url", file.Url);
        writer.WriteNumber("version", version);
        writer.WriteEndObject();
    }

    /// <summary>Reads one object in any of the formats; without a version it is the first.</summary>
    /// <param name="path">The object's path.</param>
    /// <param name="json">What is said of it.</param>
    /// <returns>The object, and the file of a binary cache that it is in, if the text names one.</returns>
    /// <exception cref="MalformedDataException">A member is missing or of another shape.</exception>
    public static (StoreObjectInfo Info, NarInfo? File) Read(StorePath path, JsonElement json)
    {
        try
        {
            int version = json.TryGetProperty("version", out JsonElement number) ? number.GetInt32() : 1;
            if (version is < 1 or > NewestVersion)
                throw new MalformedDataException(Format, -1, "version", MalformedReason.Unsupported, $"1 to {NewestVersion}", number.GetRawText());
            StoreDirectory directory = Text(json, "storeDir") is { } named ? new StoreDirectory(named) : StoreDirectory.Default;
            StorePath Parse(string text) => version == 1 ? directory.Parse(text) : StorePath.Parse(text);
            StoreObjectInfo info = new()
            {
                Path = path,
                NarHash = Hash.Parse(Text(json, "narHash") ?? throw new KeyNotFoundException("narHash"), HashAlgorithm.Sha256),
                NarSize = json.GetProperty("narSize").GetInt64(),
                References = [.. json.GetProperty("references").EnumerateArray().Select(reference => Parse(reference.GetString() ?? ""))],
                Deriver = Text(json, "deriver") is { } deriver ? Parse(deriver) : null,
                ContentAddress = ReadAddress(json.GetProperty("ca"), version),
                Signatures = json.TryGetProperty("signatures", out JsonElement signatures) ? [.. signatures.EnumerateArray().Select(SignatureJson.Read)] : [],
                Ultimate = json.TryGetProperty("ultimate", out JsonElement ultimate) && ultimate.GetBoolean(),
                RegistrationTime = Number(json, "registrationTime") is { } time ? DateTimeOffset.FromUnixTimeSeconds(time) : null,
            };
            return (info, ReadFile(json, info));
        }
        catch (Exception e) when (e is InvalidOperationException or KeyNotFoundException or FormatException or ArgumentException or CluException { Kind: ErrorKind.Usage })
        {
            throw new MalformedDataException(Format, -1, "object", MalformedReason.InvalidValue, "what `nix path-info --json` prints", e.Message, e);
        }
    }

    private static void WriteAddress(Utf8JsonWriter writer, ContentAddress? address, int version)
    {
        if (address is null || version == 1)
        {
            writer.WriteString("ca", address?.ToString());
            return;
        }

        writer.WriteStartObject("ca");
        writer.WriteString("hash", address.Hash.Format(HashEncoding.Sri));
        writer.WriteString("method", address.Method switch
        {
            ContentAddressMethod.Text => "text",
            ContentAddressMethod.Flat => "flat",
            ContentAddressMethod.Nar => "nar",
        });
        writer.WriteEndObject();
    }

    private static ContentAddress? ReadAddress(JsonElement json, int version)
    {
        if (json.ValueKind == JsonValueKind.Null)
            return null;
        if (version == 1)
            return ContentAddress.Parse(json.GetString() ?? "");
        string? method = Text(json, "method");
        return new ContentAddress(
            method switch
            {
                "text" => ContentAddressMethod.Text,
                "flat" => ContentAddressMethod.Flat,
                "nar" => ContentAddressMethod.Nar,
                _ => throw new MalformedDataException(Format, -1, "ca.method", MalformedReason.Unsupported, "text, flat or nar", $"'{method}'"),
            },
            Hash.Parse(Text(json, "hash") ?? ""));
    }

    private static NarInfo? ReadFile(JsonElement json, StoreObjectInfo info)
    {
        if (Text(json, "url") is not { } url)
            return null;
        string label = Text(json, "compression") ?? "";
        return new NarInfo
        {
            Object = info,
            Url = url,
            Compression = NarCompressions.TryFind(label, out NarCompression compression)
                ? compression
                : throw new MalformedDataException(Format, -1, "compression", MalformedReason.Unsupported, "a compression of narinfo", $"'{label}'"),
            FileHash = Text(json, "downloadHash") is { } hash ? Hash.Parse(hash) : null,
            FileSize = Number(json, "downloadSize"),
        };
    }

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;

    private static long? Number(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value.GetInt64() : null;
}
