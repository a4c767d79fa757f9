using Clu.Binary;

namespace Clu.Stores;

/// <summary>Files of this machine that are stores, or parts of one: images and bundles.</summary>
internal static class SourceFile
{
    /// <summary>Opens one to read; the caller disposes it.</summary>
    /// <exception cref="CluException">CLU0301: it cannot be read.</exception>
    public static FileStream Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        }
        catch (UnauthorizedAccessException e)
        {
            throw StoreErrors.Refused("read", path, e);
        }
        catch (IOException e)
        {
            throw StoreErrors.Io("read", path, e);
        }
    }
}
