using Clu.Binary;

namespace Clu.Media.Hosts;

/// <summary>The manifest of a mounted medium.</summary>
public static class ManifestFile
{
    /// <summary>Reads it.</summary>
    /// <param name="medium">Where the medium is mounted: <c>/iso</c> in the live system.</param>
    /// <exception cref="CluException">CLU0550: the medium has none. CLU0551: it cannot be read. CLU0552: it is damaged.</exception>
    public static MediumManifest Read(string medium) => ReadFile(Path.Join(medium, MediumManifest.MediumPath));

    /// <summary>Reads a manifest that was taken off its medium.</summary>
    /// <exception cref="CluException">As <see cref="Read"/>.</exception>
    public static MediumManifest ReadFile(string file)
    {
        try
        {
            using FileStream stream = File.OpenRead(file);
            ManifestJson.CheckLength(stream.Length);
            byte[] text = new byte[stream.Length];
            stream.ReadExactly(text);
            return ManifestJson.Read(text);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw ManifestErrors.None(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ManifestErrors.Unreadable(file, e);
        }
        catch (MalformedDataException e)
        {
            throw ManifestErrors.Damaged(file, e);
        }
    }
}
