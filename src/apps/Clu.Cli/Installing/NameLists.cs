namespace Clu.Cli.Installing;

/// <summary>Names that the live system knows: time zones, keymaps, locales, interfaces.</summary>
/// <param name="root">Its root folder.</param>
internal sealed class NameLists(string root)
{
    private static readonly string[] s_zoneTables = ["usr/share/zoneinfo/zone1970.tab", "usr/share/zoneinfo/zone.tab"];
    private static readonly string[] s_keymapFolders = ["usr/share/keymaps", "usr/share/kbd/keymaps"];
    private static readonly string[] s_keymapSuffixes = [".map.gz", ".kmap.gz", ".map"];

    /// <summary>Time zones, sorted; UTC among them.</summary>
    public IReadOnlyList<string> TimeZones()
    {
        string? table = s_zoneTables.Select(At).FirstOrDefault(File.Exists);
        IEnumerable<string> zones = table is null ? [] : File.ReadLines(table)
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split('\t'))
            .Where(fields => fields.Length > 2)
            .Select(fields => fields[2]);
        string[] sorted = [.. zones.Append("UTC").Distinct().Order(StringComparer.Ordinal)];
        return sorted.Length > 1 ? sorted : [];
    }

    /// <summary>Console keymaps, sorted; empty where there are none.</summary>
    public IReadOnlyList<string> Keymaps() => [.. s_keymapFolders.Select(At)
        .Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        .Where(file => !file.Contains("/include/", StringComparison.Ordinal))
        .Select(file => Path.GetFileName(file))
        .Select(name => s_keymapSuffixes.FirstOrDefault(suffix => name.EndsWith(suffix, StringComparison.Ordinal)) is { } suffix ? name[..^suffix.Length] : "")
        .Where(name => name.Length > 0)
        .Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Locales in UTF-8, sorted; empty where there is nothing to choose.</summary>
    public IReadOnlyList<string> Locales()
    {
        string supported = At("usr/share/i18n/SUPPORTED"), made = At("usr/lib/locale");
        IEnumerable<string> names = File.Exists(supported)
            ? File.ReadLines(supported).Select(line => line.Split(' ')).Where(words => words is [_, "UTF-8"]).Select(words => words[0])
            : Directory.Exists(made) ? Directory.EnumerateDirectories(made).Select(folder => Path.GetFileName(folder)) : [];
        string[] sorted = [.. names.Select(name => name.Replace(".utf8", ".UTF-8", StringComparison.Ordinal)).Where(name => name.Contains("UTF-8", StringComparison.Ordinal))
            .Distinct().Order(StringComparer.Ordinal)];
        return sorted.Length > 1 ? sorted : [];
    }

    /// <summary>Wired interfaces of hardware, sorted.</summary>
    public IReadOnlyList<string> Interfaces()
    {
        string folder = At("sys/class/net");
        return !Directory.Exists(folder) ? [] : [.. Directory.EnumerateFileSystemEntries(folder)
            .Where(one => Path.Exists(Path.Join(one, "device")) && !Directory.Exists(Path.Join(one, "wireless")))
            .Select(one => Path.GetFileName(one))
            .Order(StringComparer.Ordinal)];
    }

    /// <summary>Names of the wireless networks in connection files, in their order.</summary>
    public static IReadOnlyList<string> Wifi(IEnumerable<string> connections) => [.. connections
        .Select(file => File.ReadLines(file).FirstOrDefault(line => line.StartsWith("ssid=", StringComparison.Ordinal))?[5..] ?? Path.GetFileNameWithoutExtension(file))];

    /// <summary>Nodes of the disks, sorted.</summary>
    public static IReadOnlyList<string> DiskNodes() => !Directory.Exists("/sys/block") ? [] : [.. Directory.EnumerateFileSystemEntries("/sys/block")
        .Where(one => Path.Exists(Path.Join(one, "device")))
        .Select(one => Path.GetFileName(one))
        .Where(name => !name.StartsWith("sr", StringComparison.Ordinal) && !name.StartsWith("fd", StringComparison.Ordinal))
        .Select(name => $"/dev/{name}")
        .Order(StringComparer.Ordinal)];

    private string At(string path) => Path.Join(root, path);
}
