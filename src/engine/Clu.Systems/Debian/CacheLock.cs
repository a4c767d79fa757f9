using Clu.Binary;

namespace Clu.Systems.Debian;

/// <summary>Keeps a second run out of a cache folder, and gives a scratch folder that is empty at the start.</summary>
internal sealed class CacheLock : IDisposable
{
    private readonly FileStream _file;

    private CacheLock(FileStream file, string scratch)
    {
        _file = file;
        Scratch = scratch;
    }

    /// <summary>Folder for files of this run.</summary>
    public string Scratch { get; }

    /// <exception cref="CluException">CLU0432: another run has it. CLU0434: the folder cannot be written.</exception>
    public static CacheLock Take(string folder)
    {
        string scratch = Path.Combine(folder, "scratch");
        FileStream? file = null;
        try
        {
            Directory.CreateDirectory(folder);
            file = Open(folder);
            if (Directory.Exists(scratch))
                Directory.Delete(scratch, recursive: true);
            Directory.CreateDirectory(scratch);
            return new CacheLock(file, scratch);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            file?.Dispose();
            throw DebianErrors.Cache(folder, e);
        }
    }

    public void Dispose() => _file.Dispose();

    private static FileStream Open(string folder)
    {
        string path = Path.Combine(folder, "lock");
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (File.Exists(path))
        {
            throw DebianErrors.CacheInUse(folder, e);
        }
    }
}
