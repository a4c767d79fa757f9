using System.Text;
using Clu.Systems.Toml;

namespace Clu.Install.Layouts;

/// <summary>Reads what a layout puts on its devices: file systems and swap.</summary>
internal static class LayoutMountReader
{
    private static readonly string[] _swapKinds = ["on", "file", "zram"];

    public static LayoutFileSystem FileSystem(TomlTable table)
    {
        table.AllowOnly(LayoutKeys.FileSystem);
        string word = table.RequiredText("type");
        FileSystemType type = FileSystemTypes.Parse(word)
            ?? throw table.Bad("type", $"\"{word}\"", $"one of {string.Join(", ", FileSystemTypes.All.Select(FileSystemTypes.Word))}");
        return new LayoutFileSystem
        {
            On = LayoutReader.Name(table, "on"),
            Type = type,
            Label = Label(table, type),
            Mount = Path(table, "mount"),
            Options = LayoutReader.Options(table),
            Subvolumes = [.. table.Tables("subvolume").Select(Subvolume)],
        };
    }

    public static LayoutSwap Swap(TomlTable table)
    {
        table.AllowOnly(LayoutKeys.Swap);
        string[] kinds = [.. _swapKinds.Where(table.Has)];
        if (kinds.Length == 0)
            throw table.Missing("on");
        if (kinds.Length > 1)
            throw table.Bad(kinds[1], $"there beside '{kinds[0]}'", "one of on, file and zram");
        if (kinds[0] != "file" && table.Has("size"))
            throw table.Bad("size", $"there beside '{kinds[0]}'", "a size for a swap file only");
        return kinds[0] switch
        {
            "on" => new LayoutSwap { On = LayoutReader.Name(table, "on") },
            "file" => new LayoutSwap { File = Path(table, "file"), FileSize = FileSize(table) },
            _ => new LayoutSwap { Zram = Zram(table) },
        };
    }

    private static LayoutSubvolume Subvolume(TomlTable table)
    {
        table.AllowOnly(LayoutKeys.Subvolume);
        string name = table.RequiredText("name");
        return LayoutWords.IsSubvolume(name)
            ? new LayoutSubvolume(name, Path(table, "mount"), LayoutReader.Options(table))
            : throw table.Bad("name", $"\"{name}\"", "1 to 64 of A-Z a-z 0-9 @ _ . -");
    }

    private static string Label(TomlTable table, FileSystemType type)
    {
        string label = table.Text("label") ?? "";
        int longest = FileSystemTypes.LongestLabel(type);
        return Encoding.UTF8.GetByteCount(label) <= longest && LayoutWords.IsLabel(label)
            ? label
            : throw table.Bad("label", $"\"{label}\"", $"up to {longest} of A-Z a-z 0-9 _ . -, the first no -");
    }

    private static string? Path(TomlTable table, string key) => table.Text(key) is not { } path || LayoutWords.IsPath(path)
        ? table.Text(key)
        : throw table.Bad(key, $"\"{path}\"", "an absolute path without blanks, '.' and '..', not below /dev, /proc, /run and /sys");

    private static long FileSize(TomlTable table) => LayoutReader.Size(table, "size").Bytes
        ?? throw table.Bad("size", $"\"{table.Text("size")}\"", "a size as \"512M\" or \"8G\"");

    private static string Zram(TomlTable table)
    {
        string size = table.Text("zram")!;
        return LayoutWords.IsZram(size) ? size : throw table.Bad("zram", $"\"{size}\"", "a size in MiB as zram-generator has it, \"min(ram / 2, 4096)\"");
    }
}
