using Clu.Binary;
using Clu.Media.StrictJson;
using Clu.Nix.StrictJson;

namespace Clu.Media.Descriptions;

/// <summary>The description of a medium as JSON.</summary>
public static class MediumDescriptionJson
{
    /// <summary>The one text of a description: keys sorted, indented by two spaces, with a newline at the end.</summary>
    public static byte[] Write(MediumDescription description) => JsonFormat.Write(writer => DescriptionWriter.Write(writer, description));

    /// <summary>Reads a whole description, or nothing of it.</summary>
    /// <exception cref="MalformedDataException">It is no JSON or not of version 1; the field is named by its path from the root.</exception>
    public static MediumDescription Read(ReadOnlySpan<byte> json) => JsonMembers.Read(DescriptionKeys.Document, json, DescriptionReader.Read);

    /// <summary>Refuses a description before it is in memory.</summary>
    /// <exception cref="MalformedDataException">It is too long.</exception>
    internal static void CheckLength(long length) => DescriptionKeys.Document.CheckLength(length);
}
