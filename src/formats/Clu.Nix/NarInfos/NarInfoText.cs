using System.Globalization;
using System.Text;
using Clu.Binary;
using Clu.Nix.Hashing;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;

namespace Clu.Nix.NarInfos;

/// <summary>The text of a narinfo: lines of <c>Field: value</c>. See <c>docs/formats/narinfo.md</c>.</summary>
public static class NarInfoText
{
    /// <summary>Writes it as Nix does.</summary>
    public static byte[] Write(NarInfo info, StoreDirectory? directory = null)
    {
        StoreObjectInfo o = info.Object;
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"StorePath: {(directory ?? StoreDirectory.Default).Print(o.Path)}\n");
        text.Append(CultureInfo.InvariantCulture, $"URL: {info.Url}\n");
        text.Append(CultureInfo.InvariantCulture, $"Compression: {info.Compression.Label()}\n");
        if (info.FileHash is { } fileHash)
            text.Append(CultureInfo.InvariantCulture, $"FileHash: {fileHash.Format(HashEncoding.Nix32)}\n");
        if (info.FileSize is { } fileSize)
            text.Append(CultureInfo.InvariantCulture, $"FileSize: {fileSize}\n");
        text.Append(CultureInfo.InvariantCulture, $"NarHash: {o.NarHash.Format(HashEncoding.Nix32)}\n");
        text.Append(CultureInfo.InvariantCulture, $"NarSize: {o.NarSize}\n");
        text.Append(CultureInfo.InvariantCulture, $"References: {string.Join(' ', o.References)}\n");
        if (o.Deriver is { } deriver)
            text.Append(CultureInfo.InvariantCulture, $"Deriver: {deriver}\n");
        foreach (string signature in o.Signatures.Select(signature => signature.ToString()).Order(StringComparer.Ordinal))
            text.Append(CultureInfo.InvariantCulture, $"Sig: {signature}\n");
        if (o.ContentAddress is { } address)
            text.Append(CultureInfo.InvariantCulture, $"CA: {address}\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>Reads it.</summary>
    /// <param name="text">The whole file.</param>
    /// <param name="directory">Where the path must lie; null for <c>/nix/store</c>.</param>
    /// <param name="conformance">How narrowly.</param>
    /// <exception cref="MalformedDataException">A line is none, a field is wrong, given twice or missing, or the text is too long.</exception>
    public static NarInfo Read(ReadOnlySpan<byte> text, StoreDirectory? directory = null, NarInfoConformance conformance = NarInfoConformance.Nix)
    {
        directory ??= StoreDirectory.Default;
        NarInfo info = new NarInfoFields(text, directory).Read();
        if (conformance == NarInfoConformance.Strict)
            CheckCanonical(text, Write(info, directory));
        return info;
    }

    private static void CheckCanonical(ReadOnlySpan<byte> text, ReadOnlySpan<byte> canonical)
    {
        if (text.SequenceEqual(canonical))
            return;
        int at = text.CommonPrefixLength(canonical);
        throw NarInfoFields.Malformed(at, "text", MalformedReason.InvalidValue, $"what Nix writes: '{Around(canonical, at)}'", $"'{Around(text, at)}'");
    }

    private static string Around(ReadOnlySpan<byte> text, int at)
    {
        ReadOnlySpan<byte> rest = text[at..];
        int end = rest.IndexOf((byte)'\n');
        return Encoding.UTF8.GetString(rest[..Math.Min(end < 0 ? rest.Length : end, 60)]);
    }
}
