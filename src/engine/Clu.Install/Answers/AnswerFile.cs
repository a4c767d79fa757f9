using System.Text;
using Clu.Binary;

namespace Clu.Install.Answers;

/// <summary>Reads the files that answers name: they are small, or not what they should be.</summary>
internal static class AnswerFile
{
    private static readonly UTF8Encoding _strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>A text file.</summary>
    /// <exception cref="CluException">CLU0631: it is not there, cannot be read, is larger than that or no UTF-8.</exception>
    public static string ReadText(string path, int most)
    {
        try
        {
            return _strict.GetString(ReadBytes(path, most));
        }
        catch (DecoderFallbackException)
        {
            throw InstallErrors.AnswerFileUnreadable(path, "it is no UTF-8 text");
        }
    }

    /// <summary>A file as it is.</summary>
    /// <exception cref="CluException">CLU0631: it is not there, cannot be read or is larger than that.</exception>
    public static byte[] ReadBytes(string path, int most)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            byte[] bytes = new byte[Math.Min(most, 64 << 10)];
            int length = 0;
            while (true)
            {
                int read = file.Read(bytes, length, bytes.Length - length);
                if (read == 0)
                    return bytes[..length];
                length += read;
                if (length == bytes.Length)
                {
                    if (length > most)
                        throw InstallErrors.AnswerFileUnreadable(path, $"it has more than {most} bytes");
                    Array.Resize(ref bytes, Math.Min(most + 1, length * 2));
                }
            }
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw InstallErrors.AnswerFileUnreadable(path, "there is no such file");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw InstallErrors.AnswerFileUnreadable(path, e.Message);
        }
    }
}
