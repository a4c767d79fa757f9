using Clu.Binary;
using Clu.Media.StrictJson;
using Clu.Nix.StrictJson;

namespace Clu.Media.Hosts;

/// <summary>The manifest of a medium as JSON; see <c>docs/formats/manifest.md</c>.</summary>
public static class ManifestJson
{
    /// <summary>The one text of a manifest: keys sorted, indented by two spaces, with a newline at the end.</summary>
    public static byte[] Write(MediumManifest manifest) => JsonFormat.Write(writer => ManifestWriter.Write(writer, manifest));

    /// <summary>Reads a whole manifest, or nothing of it.</summary>
    /// <exception cref="MalformedDataException">It is no JSON, not of version 1, or contradicts itself; the field is named by its path from the root.</exception>
    public static MediumManifest Read(ReadOnlySpan<byte> json) => JsonMembers.Read(ManifestKeys.Document, json, ManifestReader.Read);

    /// <summary>Refuses a manifest before it is in memory.</summary>
    /// <exception cref="MalformedDataException">It is too long.</exception>
    internal static void CheckLength(long length) => ManifestKeys.Document.CheckLength(length);
}
