namespace Clu.Stores;

/// <summary>
/// Finds programs as a shell does. .NET itself looks into the current folder before <c>PATH</c>, where a file named like a tool may lie that nobody
/// meant to run.
/// </summary>
public static class ProgramPath
{
    private const UnixFileMode Executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>The path of a program.</summary>
    /// <param name="name">A name that is sought in <c>PATH</c>, or a path, which is returned as it is.</param>
    /// <returns>null when no folder of <c>PATH</c> has an executable file of that name.</returns>
    public static string? Find(string name) => name.Contains('/', StringComparison.Ordinal)
        ? name
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(file => File.Exists(file) && (File.GetUnixFileMode(file) & Executable) != 0);
}
