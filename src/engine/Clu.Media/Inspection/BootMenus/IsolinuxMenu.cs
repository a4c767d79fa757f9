namespace Clu.Media.Inspection.BootMenus;

/// <summary>Reads the entries of an <c>isolinux.cfg</c>: a keyword and its value on each line, keywords in any case.</summary>
internal static class IsolinuxMenu
{
    /// <summary>Reads a menu.</summary>
    /// <param name="file">Its path on the medium; other paths in it start at its folder.</param>
    /// <param name="text">Its text; what is no menu gives no entries.</param>
    public static IReadOnlyList<MenuEntry> Read(string file, string text)
    {
        List<MenuEntry> entries = [];
        string folder = file[..file.LastIndexOf('/')];
        foreach (string line in text.Split('\n'))
        {
            (string keyword, string value) = Cut(line.Trim());
            if (keyword == "LABEL")
                entries.Add(new MenuEntry(file, value));
            else if (entries.Count > 0)
                entries[^1] = With(entries[^1], keyword, value, folder);
        }

        return entries;
    }

    private static MenuEntry With(MenuEntry entry, string keyword, string value, string folder) => keyword switch
    {
        "MENU" when Cut(value) is ("LABEL", var title) => entry with { Title = title.Replace("^", "", StringComparison.Ordinal) },
        "KERNEL" or "LINUX" when value.EndsWith(".c32", StringComparison.OrdinalIgnoreCase) => entry,
        "KERNEL" or "LINUX" => entry with { Kernel = OnMedium(value, folder) },
        "INITRD" => entry with { Initrds = Initrds(value, folder) },
        "APPEND" => Append(entry, value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), folder),
        _ => entry,
    };

    /// <summary>The loader takes <c>initrd=</c> out of the parameters.</summary>
    private static MenuEntry Append(MenuEntry entry, string[] parameters, string folder) =>
        (entry with { Parameters = parameters }).Parameter("initrd") is { } initrds
            ? entry with { Parameters = [.. parameters.Where(p => !p.StartsWith("initrd=", StringComparison.Ordinal))], Initrds = Initrds(initrds, folder) }
            : entry with { Parameters = parameters };

    private static string[] Initrds(string value, string folder) =>
        [.. value.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(path => OnMedium(path, folder))];

    private static string OnMedium(string path, string folder) => path.StartsWith('/') ? path : $"{folder}/{path}";

    private static (string Keyword, string Value) Cut(string line)
    {
        int end = line.AsSpan().IndexOfAny(' ', '\t');
        return end < 0 ? (line.ToUpperInvariant(), "") : (line[..end].ToUpperInvariant(), line[end..].Trim());
    }
}
