using System.Globalization;
using System.Text.Json;
using Clu.Binary;

namespace Clu.Nix.BootSpecs;

/// <summary>Reads a description, whole or not at all.</summary>
internal static class BootSpecReader
{
    public static BootSpec Read(ReadOnlySpan<byte> json)
    {
        using JsonDocument document = Parse(json);
        return Document(new BootSpecMembers(document.RootElement, ""));
    }

    private static JsonDocument Parse(ReadOnlySpan<byte> json)
    {
        if (json.Length > BootSpecLimits.MaxLength)
        {
            string length = json.Length.ToString(CultureInfo.InvariantCulture);
            throw BootSpecMembers.Malformed("document", MalformedReason.LimitExceeded, $"at most {BootSpecLimits.MaxLength} bytes", length);
        }

        // Not the final block: so an incomplete document can be told from a wrong one.
        Utf8JsonReader reader = new(json, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { MaxDepth = BootSpecLimits.MaxDepth }));
        JsonDocument? document;
        try
        {
            if (!JsonDocument.TryParseValue(ref reader, out document))
                throw BootSpecMembers.Malformed("document", MalformedReason.Truncated, "one JSON value", "the end", json.Length);
        }
        catch (JsonException e)
        {
            throw BootSpecMembers.Malformed("document", MalformedReason.InvalidValue, "JSON", e.Message, Offset(json, e), e);
        }

        int rest = json[(int)reader.BytesConsumed..].IndexOfAnyExcept(" \t\r\n"u8);
        if (rest < 0)
            return document;
        document.Dispose();
        throw BootSpecMembers.Malformed("document", MalformedReason.TrailingData, "the end", "more bytes", reader.BytesConsumed + rest);
    }

    private static long Offset(ReadOnlySpan<byte> json, JsonException e)
    {
        int line = 0;
        for (long left = e.LineNumber ?? 0; left > 0; left--)
            line += json[line..].IndexOf((byte)'\n') + 1;
        return line + (e.BytePositionInLine ?? 0);
    }

    private static BootSpec Document(BootSpecMembers document)
    {
        BootSpecMembers generation = document.Object(BootSpecKeys.BootSpec);
        BootSpecMembers specialisations = document.Object(BootSpecKeys.Specialisation);
        BootSpec spec = new()
        {
            System = generation.Text(BootSpecKeys.System),
            Kernel = generation.Text(BootSpecKeys.Kernel),
            KernelParameters = generation.Texts(BootSpecKeys.KernelParameters),
            Label = generation.Text(BootSpecKeys.Label),
            Initrd = generation.OptionalText(BootSpecKeys.Initrd),
            InitrdSecrets = generation.OptionalText(BootSpecKeys.InitrdSecrets),
            Toplevel = generation.Text(BootSpecKeys.Toplevel),
            Init = generation.Text(BootSpecKeys.Init),
            Specialisations = specialisations.Names.ToDictionary(
                name => name, name => Document(specialisations.Object(name)), StringComparer.Ordinal),
            Extensions = document.Rest(),
        };
        generation.RefuseRest();
        return spec;
    }
}
