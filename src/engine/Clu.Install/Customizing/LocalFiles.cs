using System.Text;
using Clu.Binary;
using Clu.Images.PersonalAreas;
using Clu.Images.Trees;

namespace Clu.Install.Customizing;

/// <summary>Reads what goes into a personal area from this machine.</summary>
internal static class LocalFiles
{
    private static readonly UTF8Encoding _strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>A text.</summary>
    /// <exception cref="CluException">CLU0538: it cannot be read, or is no UTF-8.</exception>
    public static string ReadText(string file)
    {
        try
        {
            return _strict.GetString(Read(file).Content);
        }
        catch (DecoderFallbackException e)
        {
            throw InstallErrors.PersonalFileUnreadable(file, "it is no UTF-8 text", e);
        }
    }

    /// <summary>A file with its permissions.</summary>
    /// <exception cref="CluException">CLU0538: it cannot be read, or is larger than any area.</exception>
    public static (byte[] Content, UnixPermissions Mode) Read(string file)
    {
        try
        {
            using FileStream stream = new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
            if (stream.Length > PersonalAreaLimits.MaxLength)
                throw InstallErrors.PersonalFileUnreadable(file, "it is larger than any personal area", null);
            byte[] content = new byte[stream.Length];
            stream.ReadExactly(content);
            return (content, new UnixPermissions((ushort)File.GetUnixFileMode(file)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw InstallErrors.PersonalFileUnreadable(file, e.Message, e);
        }
    }
}
