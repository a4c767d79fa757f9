namespace Clu.Install.Layouts;

/// <summary>The keys of a layout's tables; a test compares them with the manual.</summary>
internal static class LayoutKeys
{
    public static readonly string[] Root =
        ["name", "description", "disks", "partition", "raid", "luks", "group", "volume", "filesystem", "swap"];

    public static readonly string[] Partition = ["name", "type", "size", "disk"];

    public static readonly string[] Raid = ["name", "level", "members", "metadata"];

    public static readonly string[] Luks = ["name", "on", "options"];

    public static readonly string[] Group = ["name", "on"];

    public static readonly string[] Volume = ["name", "group", "size"];

    public static readonly string[] FileSystem = ["on", "type", "label", "mount", "options", "subvolume"];

    public static readonly string[] Subvolume = ["name", "mount", "options"];

    public static readonly string[] Swap = ["on", "file", "size", "zram"];
}
