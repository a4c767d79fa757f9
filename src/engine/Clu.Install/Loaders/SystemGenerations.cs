using System.Globalization;
using Clu.Binary;
using Clu.Nix.BootSpecs;

namespace Clu.Install.Loaders;

/// <summary>The generations of the system's profile below a root.</summary>
/// <param name="root">Where the system is; empty for the running one.</param>
internal sealed class SystemGenerations(string root)
{
    private const string Profiles = "/nix/var/nix/profiles";
    private const string Prefix = "system-";
    private const string Suffix = "-link";

    /// <summary>Every generation with a <c>boot.json</c> that can be read, by number; what has none cannot be started.</summary>
    public IReadOnlyList<LoaderGeneration> Read() =>
    [
        .. new DirectoryInfo(root + Profiles).EnumerateFileSystemInfos($"{Prefix}*{Suffix}")
            .Where(link => link.LinkTarget is not null)
            .Select(link => (Number: Number(link.Name), Link: link))
            .Where(generation => generation.Number > 0)
            .OrderBy(generation => generation.Number)
            .Select(generation => Spec(generation.Link.LinkTarget!) is { } spec
                ? new LoaderGeneration(generation.Number, DateOnly.FromDateTime(generation.Link.LastWriteTimeUtc), spec)
                : null)
            .OfType<LoaderGeneration>(),
    ];

    /// <summary>Number of the generation that is a system: the one that the profile is, else the newest of them.</summary>
    /// <exception cref="CluException">CLU0666: none is.</exception>
    public int NumberOf(string toplevel)
    {
        int[] numbers = [.. Directory.EnumerateFileSystemEntries(root + Profiles, $"{Prefix}*{Suffix}")
            .Where(link => new FileInfo(link).LinkTarget == toplevel)
            .Select(link => Number(Path.GetFileName(link)))
            .Where(number => number > 0)
            .Order()];
        string? current = new FileInfo($"{root}{Profiles}/system").LinkTarget;
        if (numbers.Length == 0)
            throw InstallErrors.NoGeneration(toplevel);
        return numbers.FirstOrDefault(number => current is not null && Number(Path.GetFileName(current)) == number) is > 0 and int used ? used : numbers[^1];
    }

    /// <summary>What a system says of itself; null when it says nothing that can be read.</summary>
    public BootSpec? Spec(string toplevel)
    {
        try
        {
            return BootSpec.Read(File.ReadAllBytes($"{root}{toplevel}/boot.json"));
        }
        catch (Exception e) when (e is IOException or MalformedDataException)
        {
            return null;
        }
    }

    private static int Number(string name) =>
        name.Length > Prefix.Length + Suffix.Length
        && int.TryParse(name.AsSpan()[Prefix.Length..^Suffix.Length], NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : 0;
}
