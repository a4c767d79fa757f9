using System.Text;
using Clu.Nix.StorePaths;

namespace Clu.Stores.Roots;

/// <summary>
/// Objects that running processes use: their programs, folders, open and mapped files, and paths in their environment. As in Nix the logical
/// paths count, wherever the store's files are.
/// </summary>
/// <param name="directory">The store directory.</param>
/// <param name="isValid">Whether the store has an object.</param>
internal sealed class ProcessRoots(StoreDirectory directory, Predicate<StorePath> isValid)
{
    private const string Processes = "/proc";

    /// <summary>Programs that the kernel itself starts.</summary>
    private static readonly string[] _kernelPrograms =
        ["/proc/sys/kernel/modprobe", "/proc/sys/kernel/fbsplash", "/proc/sys/kernel/poweroff_cmd"];

    private readonly HashSet<StoreRoot> _found = [];

    /// <summary>Finds them. Processes that end meanwhile, and those of others if this user may not look, are passed over.</summary>
    public IReadOnlyList<StoreRoot> Find()
    {
        _found.Clear();
        if (!Directory.Exists(Processes))
            return [];
        foreach (string process in Directory.EnumerateDirectories(Processes))
        {
            if (Path.GetFileName(process).All(char.IsAsciiDigit))
                Try(() => Search(process));
        }

        foreach (string file in _kernelPrograms)
            Try(() => Add(file, File.ReadAllText(file).TrimEnd('\n')));
        return [.. _found];
    }

    private void Search(string process)
    {
        foreach (string link in (string[])["exe", "cwd"])
            Try(() => AddTarget(Path.Combine(process, link)));
        foreach (string open in Directory.EnumerateFileSystemEntries(Path.Combine(process, "fd")))
            Try(() => AddTarget(open));
        string maps = Path.Combine(process, "maps");
        foreach (string line in File.ReadLines(maps))
        {
            if (line.IndexOf('/', StringComparison.Ordinal) is >= 0 and int at)
                Add(maps, line[at..]);
        }

        string environment = Path.Combine(process, "environ");
        AddAll(environment, Encoding.Latin1.GetString(File.ReadAllBytes(environment)));
    }

    private void AddTarget(string link)
    {
        if (new FileInfo(link).LinkTarget is { } target)
            Add(link, target);
    }

    private void Add(string source, string path)
    {
        if (directory.TryParseInside(path, out StorePath? found, out _) && isValid(found))
            _found.Add(new StoreRoot(source, found));
    }

    /// <summary>Adds what is named anywhere in a text, alone or in a list such as PATH.</summary>
    private void AddAll(string source, string text)
    {
        string prefix = $"{directory.Path}/";
        for (int at = 0; (at = text.IndexOf(prefix, at, StringComparison.Ordinal)) >= 0;)
        {
            int start = at;
            at += prefix.Length;
            while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || "+-._?=".Contains(text[at])))
                at++;
            Add(source, text[start..at]);
        }
    }

    private static void Try(Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It ended, or is not for this user.
        }
    }
}
