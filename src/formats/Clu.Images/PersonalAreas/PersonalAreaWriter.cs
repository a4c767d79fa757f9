using System.Security.Cryptography;
using System.Text;
using Clu.Binary;
using Clu.Images.Cpio;
using Clu.Images.Trees;

namespace Clu.Images.PersonalAreas;

/// <summary>Fills the personal area of a medium. The same content makes the same bytes.</summary>
/// <remarks>Layout: <c>docs/formats/personal-area.md</c>.</remarks>
public static class PersonalAreaWriter
{
    /// <summary>The area's bytes.</summary>
    /// <param name="content">What goes into it; zeros when it is empty.</param>
    /// <param name="length">Bytes of the area.</param>
    /// <exception cref="CluException">CLU0230: it does not fit, or a path is none.</exception>
    public static byte[] Write(PersonalContent content, int length)
    {
        byte[] area = new byte[length];
        if (content.IsEmpty)
            return area;
        byte[] payload = Payload(content);
        if (payload.Length > length - PersonalAreaLimits.HeaderLength)
            throw ImageErrors.PersonalTooLarge(payload.Length, length - PersonalAreaLimits.HeaderLength);
        SpanWriter writer = new(area);
        writer.Bytes(PersonalAreaReader.Magic);
        writer.U32(PersonalAreaLimits.Version);
        writer.U32(0);
        writer.U64((ulong)payload.Length);
        writer.Bytes(SHA256.HashData(payload));
        writer.Bytes(payload);
        return area;
    }

    private static byte[] Payload(PersonalContent content)
    {
        ImageDirectory tree = new(UnixPermissions.Executable);
        AddText(tree, PersonalAreaReader.AnswersName, content.Answers);
        AddText(tree, PersonalAreaReader.LiveName, content.Live);
        if (content.Files.Count > PersonalAreaLimits.MaxFiles)
            throw ImageErrors.PersonalTooManyFiles(content.Files.Count);
        foreach ((string path, ReadOnlyMemory<byte> file) in content.Files)
        {
            if (!PersonalAreaReader.IsPath(path))
                throw ImageErrors.PersonalPath(path);
            try
            {
                tree.AddPath(PersonalAreaReader.FilesName + path, new ImageFile(new MemoryContent(file), UnixPermissions.File));
            }
            catch (ArgumentException)
            {
                throw ImageErrors.PersonalPath(path);
            }
        }

        using MemoryStream archive = new();
        CpioWriter.Write(tree, archive);
        return archive.ToArray();
    }

    private static void AddText(ImageDirectory tree, string name, string text)
    {
        if (text.Length == 0)
            return;
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        if (bytes.Length > PersonalAreaLimits.MaxText)
            throw ImageErrors.PersonalTooLarge(bytes.Length, PersonalAreaLimits.MaxText);
        tree.AddPath(name, new ImageFile(new MemoryContent(bytes), UnixPermissions.File));
    }
}
