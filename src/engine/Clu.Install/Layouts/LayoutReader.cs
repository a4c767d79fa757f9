using Clu.Systems.Toml;

namespace Clu.Install.Layouts;

/// <summary>Reads a layout from TOML and checks that it makes sense as a whole; see <c>docs/layouts.md</c>.</summary>
public static class LayoutReader
{
    private const string Manual = "docs/layouts.md";
    private const int MostDisks = 32;

    /// <summary>Reads a layout.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="file">Its name, for messages.</param>
    /// <exception cref="Clu.Binary.CluException">
    /// CLU0401 to CLU0405: a value or key is wrong, with its line. CLU0601 to CLU0606: its parts do not fit together.
    /// </exception>
    public static DiskLayout Parse(string text, string file) => Read(TomlTable.Parse(text, file, Manual));

    /// <summary>Reads a layout out of a table: a whole file, or <c>[layout]</c> of answers.</summary>
    /// <exception cref="Clu.Binary.CluException">As <see cref="Parse"/>.</exception>
    public static DiskLayout Read(TomlTable root)
    {
        root.AllowOnly(LayoutKeys.Root);
        DiskLayout layout = new()
        {
            Name = Name(root, "name"),
            Description = root.Text("description") ?? "",
            DiskCount = root.Integer("disks", 1, MostDisks) ?? 1,
            Partitions = [.. root.Tables("partition").Select(Partition)],
            Raids = [.. root.Tables("raid").Select(Raid)],
            Luks = [.. root.Tables("luks").Select(Luks)],
            Groups = [.. root.Tables("group").Select(Group)],
            Volumes = [.. root.Tables("volume").Select(Volume)],
            FileSystems = [.. root.Tables("filesystem").Select(LayoutMountReader.FileSystem)],
            Swaps = [.. root.Tables("swap").Select(LayoutMountReader.Swap)],
        };
        LayoutCheck.Run(layout);
        return layout;
    }

    internal static string Name(TomlTable table, string key)
    {
        string name = table.RequiredText(key);
        return LayoutWords.IsName(name) ? name : throw table.Bad(key, $"\"{name}\"", LayoutWords.NameRule);
    }

    internal static LayoutSize Size(TomlTable table, string key)
    {
        string text = table.RequiredText(key);
        return LayoutSize.Parse(text) ?? throw table.Bad(key, $"\"{text}\"", "a size as \"512M\" or \"8G\", a share as \"30%\", or \"rest\"");
    }

    internal static IReadOnlyList<string> Options(TomlTable table) => table.List("options", (text, at) => LayoutWords.IsOption(text)
        ? text
        : throw table.Bad(at, "options", $"\"{text}\"", "one option, without comma or blank")) ?? [];

    private static LayoutPartition Partition(TomlTable table)
    {
        table.AllowOnly(LayoutKeys.Partition);
        string word = table.RequiredText("type");
        PartitionType type = PartitionTypes.Parse(word)
            ?? throw table.Bad("type", $"\"{word}\"", $"one of {string.Join(", ", PartitionTypes.All.Select(PartitionTypes.Word))}");
        return new LayoutPartition(Name(table, "name"), type, Size(table, "size"), table.Integer("disk", 1, MostDisks) ?? 1);
    }

    private static LayoutRaid Raid(TomlTable table)
    {
        table.AllowOnly(LayoutKeys.Raid);
        int level = table.Integer("level", 0, 10) ?? throw table.Missing("level");
        if (!LayoutRaid.Levels.ContainsKey(level))
            throw table.Bad("level", $"{level}", $"one of {string.Join(", ", LayoutRaid.Levels.Keys)}");
        string metadata = table.Text("metadata") ?? "1.2";
        return metadata is "1.0" or "1.2"
            ? new LayoutRaid(Name(table, "name"), level, Names(table, "members"), metadata)
            : throw table.Bad("metadata", $"\"{metadata}\"", "\"1.2\" or \"1.0\"");
    }

    private static LayoutLuks Luks(TomlTable table)
    {
        table.AllowOnly(LayoutKeys.Luks);
        return new LayoutLuks(Name(table, "name"), Name(table, "on"), Options(table));
    }

    private static LayoutGroup Group(TomlTable table)
    {
        table.AllowOnly(LayoutKeys.Group);
        return new LayoutGroup(Name(table, "name"), Names(table, "on"));
    }

    private static LayoutVolume Volume(TomlTable table)
    {
        table.AllowOnly(LayoutKeys.Volume);
        return new LayoutVolume(Name(table, "name"), Name(table, "group"), Size(table, "size"));
    }

    private static IReadOnlyList<string> Names(TomlTable table, string key) => table.List(key, (text, at) => LayoutWords.IsName(text)
        ? text
        : throw table.Bad(at, key, $"\"{text}\"", LayoutWords.NameRule)) ?? throw table.Missing(key);
}
