using System.Text.RegularExpressions;

namespace Clu.Install.Loaders;

/// <summary>What is mounted in this process's view of the machine.</summary>
internal static partial class MountedFolders
{
    private const int SourceColumn = 2;

    /// <summary>Every mount point.</summary>
    public static IReadOnlySet<string> Read() => Lines().Select(line => line.Path).ToHashSet();

    /// <summary>The device that is mounted at a path last; null for none.</summary>
    public static string? SourceOf(string path) => Lines().LastOrDefault(line => line.Path == path).Source;

    // proc_pid_mountinfo(5): the fifth column is the mount point, the second after a lone dash the source; blanks are octal.
    private static IEnumerable<(string Path, string Source)> Lines() => File.ReadLines("/proc/self/mountinfo")
        .Select(line => line.Split(' '))
        .Select(columns => (Plain(columns[4]), Plain(columns[Array.IndexOf(columns, "-") + SourceColumn])));

    private static string Plain(string text) => Octal().Replace(text, match => ((char)Convert.ToInt32(match.Value[1..], 8)).ToString());

    [GeneratedRegex(@"\\[0-7]{3}", RegexOptions.CultureInvariant)]
    private static partial Regex Octal();
}
