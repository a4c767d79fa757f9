using Clu.Systems.Profiles;
using Clu.Systems.Toml;

namespace Clu.Cli;

/// <summary>Finds the profile that a user names.</summary>
/// <param name="current">Folder that the user is in.</param>
/// <param name="program">Folder of the program; the profiles of the repository that it was built in lie above it.</param>
internal sealed class ProfileLocator(string current, string program)
{
    private const string Folder = "profiles";
    private const string Suffix = ".toml";

    /// <summary>The one of this process.</summary>
    public static ProfileLocator OfProcess() => new(Directory.GetCurrentDirectory(), AppContext.BaseDirectory);

    /// <summary>Path of the profile: a file as it is, a bare name from the folders of profiles.</summary>
    /// <exception cref="Clu.Binary.CluException">CLU0902: there is none of that name.</exception>
    public string Find(string nameOrFile)
    {
        if (nameOrFile.Contains('/') || nameOrFile.EndsWith(Suffix, StringComparison.Ordinal))
            return nameOrFile;
        return Folders().Select(folder => Path.Combine(folder, nameOrFile + Suffix)).FirstOrDefault(File.Exists) is { } file
            ? Shortest(file)
            : throw CliErrors.NoProfile(nameOrFile, EditDistance.Nearest(nameOrFile, Names()), [.. Names()]);
    }

    /// <summary>The names that <see cref="Find"/> knows, sorted.</summary>
    public IEnumerable<string> Names() => Folders()
        .Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateFiles(folder, "*" + Suffix))
        .Select(file => Path.GetFileNameWithoutExtension(file))
        .Distinct().Order(StringComparer.Ordinal);

    private IEnumerable<string> Folders()
    {
        yield return Path.Combine(current, Folder);
        for (string? at = Path.TrimEndingDirectorySeparator(program); at is not null; at = Path.GetDirectoryName(at))
            yield return Path.Combine(at, Folder);
    }

    private string Shortest(string file) =>
        file.StartsWith(current + "/", StringComparison.Ordinal) ? Path.GetRelativePath(current, file) : file;
}
