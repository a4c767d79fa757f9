using System.Text.Json;

namespace Clu.Nix.Signatures;

/// <summary>Signatures in JSON: text in older formats, an object of name and bytes in newer ones.</summary>
internal static class SignatureJson
{
    public static void WriteText(Utf8JsonWriter writer, Signature signature) => writer.WriteStringValue(signature.ToString());

    public static void WriteObject(Utf8JsonWriter writer, Signature signature)
    {
        writer.WriteStartObject();
        writer.WriteString("keyName", signature.KeyName);
        writer.WriteString("sig", signature.ToString()[(signature.KeyName.Length + 1)..]);
        writer.WriteEndObject();
    }

    /// <summary>Reads either form.</summary>
    public static Signature Read(JsonElement json) => Signature.Parse(
        json.ValueKind == JsonValueKind.String ? json.GetString()! : $"{json.GetProperty("keyName").GetString()}:{json.GetProperty("sig").GetString()}");
}
