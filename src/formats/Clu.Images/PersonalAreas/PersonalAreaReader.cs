using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Clu.Binary;
using Clu.Images.Cpio;
using Clu.Images.Trees;

namespace Clu.Images.PersonalAreas;

/// <summary>Reads the personal area of a medium, strictly: it is empty or exactly what the writer makes, so that no bit of it can change unnoticed.</summary>
/// <remarks>Layout: <c>docs/formats/personal-area.md</c>.</remarks>
public static class PersonalAreaReader
{
    internal const string Format = "personal area";
    internal const string AnswersName = "answers.toml";
    internal const string LiveName = "live.toml";
    internal const string FilesName = "files";

    private static readonly UTF8Encoding _strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    internal static ReadOnlySpan<byte> Magic => "CLU-PERSONAL-1\r\n"u8;

    /// <summary>Reads the area.</summary>
    /// <param name="area">All of its bytes.</param>
    /// <exception cref="MalformedDataException">It is neither empty nor well-formed.</exception>
    public static PersonalContent Read(ReadOnlyMemory<byte> area)
    {
        if (!area.Span.ContainsAnyExcept((byte)0))
            return PersonalContent.Empty;
        SpanReader reader = new(area.Span, Format);
        if (!reader.Bytes(PersonalAreaLimits.MagicLength, "magic").SequenceEqual(Magic))
            throw reader.Malformed("magic", MalformedReason.InvalidValue, "CLU-PERSONAL-1, or an area of zeros", "something else");
        uint version = reader.U32("version");
        if (version != PersonalAreaLimits.Version)
            throw reader.Malformed("version", MalformedReason.Unsupported, Text(PersonalAreaLimits.Version), Text(version));
        uint reserved = reader.U32("reserved");
        if (reserved != 0)
            throw reader.Malformed("reserved", MalformedReason.InvalidValue, "0", Text(reserved));
        ulong length = reader.U64("length");
        byte[] digest = reader.Bytes(PersonalAreaLimits.DigestLength, "digest").ToArray();
        if (length > (ulong)reader.Remaining)
            throw reader.Malformed("length", MalformedReason.Truncated, $"at most {Text(reader.Remaining)}", $"{length}");
        int start = reader.Position;
        if (!SHA256.HashData(reader.Bytes((int)length, "archive")).AsSpan().SequenceEqual(digest))
            throw reader.Malformed("archive", MalformedReason.ChecksumMismatch, Convert.ToHexStringLower(digest), "another SHA-256");
        return reader.Bytes(reader.Remaining, "rest").ContainsAnyExcept((byte)0)
            ? throw reader.Malformed("rest", MalformedReason.TrailingData, "zero bytes", "other bytes")
            : Content(area.Slice(start, (int)length));
    }

    /// <summary>Whether a text is an absolute path that a file can have: parts without ".", "..", NUL and "//".</summary>
    internal static bool IsPath(string path) =>
        path.Length > 1 && path[0] == '/' && path[1..].Split('/').All(part => part is not ("" or "." or "..") && !part.Contains('\0', StringComparison.Ordinal));

    private static PersonalContent Content(ReadOnlyMemory<byte> archive)
    {
        ImageDirectory tree = CpioReader.ReadTree(archive);
        string answers = "", live = "";
        SortedDictionary<string, ReadOnlyMemory<byte>> files = new(StringComparer.Ordinal);
        foreach ((FileName name, ImageNode node) in tree.Entries)
        {
            switch (name.ToString(), node)
            {
                case (AnswersName, ImageFile file):
                    answers = TextOf(file, AnswersName);
                    break;
                case (LiveName, ImageFile file):
                    live = TextOf(file, LiveName);
                    break;
                case (FilesName, ImageDirectory directory):
                    Collect(directory, "", files);
                    break;
                case (string other, _):
                    throw Malformed("name", MalformedReason.InvalidValue, "answers.toml, live.toml or files", other);
            }
        }

        PersonalContent content = new() { Answers = answers, Live = live, Files = files };
        return content.IsEmpty ? throw Malformed("archive", MalformedReason.InvalidValue, "some content", "none") : content;
    }

    private static void Collect(ImageDirectory directory, string path, SortedDictionary<string, ReadOnlyMemory<byte>> files)
    {
        foreach ((FileName name, ImageNode node) in directory.Entries)
        {
            string here = $"{path}/{Decode(name.Span, "name")}";
            switch (node)
            {
                case ImageDirectory child:
                    Collect(child, here, files);
                    break;
                case ImageFile { Content: MemoryContent content } when files.Count < PersonalAreaLimits.MaxFiles:
                    files.Add(here, content.Bytes);
                    break;
                default:
                    throw Malformed("files", MalformedReason.LimitExceeded, $"at most {Text(PersonalAreaLimits.MaxFiles)} regular files", here);
            }
        }
    }

    private static string TextOf(ImageFile file, string name)
    {
        ReadOnlyMemory<byte> bytes = ((MemoryContent)file.Content).Bytes;
        return bytes.Length is > 0 and <= PersonalAreaLimits.MaxText
            ? Decode(bytes.Span, name)
            : throw Malformed(name, MalformedReason.LimitExceeded, $"1 to {Text(PersonalAreaLimits.MaxText)} bytes", Text(bytes.Length));
    }

    private static string Decode(ReadOnlySpan<byte> bytes, string field)
    {
        try
        {
            return _strict.GetString(bytes);
        }
        catch (DecoderFallbackException e)
        {
            throw new MalformedDataException(Format, -1, field, MalformedReason.InvalidValue, "UTF-8", "other bytes", e);
        }
    }

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static MalformedDataException Malformed(string field, MalformedReason reason, string expected, string actual) =>
        new(Format, -1, field, reason, expected, actual);
}
