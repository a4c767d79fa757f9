using Clu.Stores.Remote;

namespace Clu.Install.Loaders.Verification;

/// <summary>Reads the menus that loaders will read, whoever wrote them.</summary>
internal static class InstalledMenus
{
    private const string Drive = "($drive1)";

    /// <summary>An entry of systemd-boot; null when it starts no kernel.</summary>
    public static MenuItem? SystemdBoot(string file, string text)
    {
        ILookup<string, string> lines = text.Split('\n')
            .Select(line => line.Trim().Split([' ', '\t'], 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .Where(words => words.Length == 2 && !words[0].StartsWith('#'))
            .ToLookup(words => words[0], words => words[1]);
        return lines["linux"].FirstOrDefault() is { } kernel
            ? new MenuItem(file, kernel, [.. lines["initrd"]], [.. lines["options"].SelectMany(options => options.Split(' ', StringSplitOptions.RemoveEmptyEntries))])
            : null;
    }

    /// <summary>The entries of a <c>grub.cfg</c> that start a kernel.</summary>
    public static IReadOnlyList<MenuItem> Grub(string file, string text)
    {
        List<MenuItem> items = [];
        // GRUB's shell takes a line apart as others do.
        foreach (IReadOnlyList<string> words in text.Split('\n').Select(ShellWords.Split).Where(words => words.Count > 1))
        {
            if (words[0] == "linux")
                items.Add(new MenuItem(file, OnDrive(words[1]), [], [.. words.Skip(2)]));
            else if (words[0] == "initrd" && items.Count > 0)
                items[^1] = items[^1] with { Initrds = [.. words.Skip(1).Select(OnDrive)] };
        }

        return items;
    }

    private static string OnDrive(string path)
    {
        string rest = path.StartsWith(Drive, StringComparison.Ordinal) ? path[Drive.Length..] : path;
        return "/" + string.Join('/', rest.Split('/', StringSplitOptions.RemoveEmptyEntries));
    }
}
