namespace Clu.Install.Execution;

/// <summary>One installation at a time: the live system's consoles each have a wizard.</summary>
public sealed class InstallLock : IDisposable
{
    /// <summary>Where it is in the live system.</summary>
    public const string DefaultPath = "/run/clu/install.lock";

    private readonly FileStream _file;

    private InstallLock(FileStream file) => _file = file;

    /// <summary>Takes it.</summary>
    /// <exception cref="Clu.Binary.CluException">CLU0678: another process has it.</exception>
    public static InstallLock Take(string path = DefaultPath)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        try
        {
            // On Unix FileShare.None is flock(2), which ends with the process.
            return new InstallLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            throw InstallErrors.AnotherRuns(path);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
