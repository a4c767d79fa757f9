using Clu.Install.Layouts;

namespace Clu.Install.Answers;

/// <summary>Writes a layout as <c>[layout]</c> of answers.</summary>
internal static class LayoutText
{
    public static void Write(TomlWriter text, DiskLayout layout)
    {
        text.Table("[layout]");
        text.Set("name", layout.Name);
        text.Set("description", layout.Description.Length > 0 ? layout.Description : null);
        text.Set("disks", layout.DiskCount);
        foreach (LayoutPartition partition in layout.Partitions)
        {
            text.Table("[[layout.partition]]");
            text.Set("name", partition.Name);
            text.Set("type", PartitionTypes.Word(partition.Type));
            text.Set("size", partition.Size.ToString());
            text.Set("disk", partition.Disk);
        }

        foreach (LayoutRaid raid in layout.Raids)
        {
            text.Table("[[layout.raid]]");
            text.Set("name", raid.Name);
            text.Set("level", raid.Level);
            text.Set("members", raid.Members);
            text.Set("metadata", raid.Metadata);
        }

        foreach (LayoutLuks luks in layout.Luks)
        {
            text.Table("[[layout.luks]]");
            text.Set("name", luks.Name);
            text.Set("on", luks.On);
            text.Set("options", luks.Options);
        }

        foreach (LayoutGroup group in layout.Groups)
        {
            text.Table("[[layout.group]]");
            text.Set("name", group.Name);
            text.Set("on", group.On);
        }

        foreach (LayoutVolume volume in layout.Volumes)
        {
            text.Table("[[layout.volume]]");
            text.Set("name", volume.Name);
            text.Set("group", volume.Group);
            text.Set("size", volume.Size.ToString());
        }

        foreach (LayoutFileSystem fileSystem in layout.FileSystems)
            WriteFileSystem(text, fileSystem);
        foreach (LayoutSwap swap in layout.Swaps)
        {
            text.Table("[[layout.swap]]");
            text.Set("on", swap.On);
            text.Set("file", swap.File);
            text.Set("size", swap.File is null ? null : LayoutSize.Fixed(swap.FileSize).ToString());
            text.Set("zram", swap.Zram);
        }
    }

    private static void WriteFileSystem(TomlWriter text, LayoutFileSystem fileSystem)
    {
        text.Table("[[layout.filesystem]]");
        text.Set("on", fileSystem.On);
        text.Set("type", FileSystemTypes.Word(fileSystem.Type));
        text.Set("label", fileSystem.Label.Length > 0 ? fileSystem.Label : null);
        text.Set("mount", fileSystem.Mount);
        text.Set("options", fileSystem.Options);
        foreach (LayoutSubvolume subvolume in fileSystem.Subvolumes)
        {
            text.Table("[[layout.filesystem.subvolume]]");
            text.Set("name", subvolume.Name);
            text.Set("mount", subvolume.Mount);
            text.Set("options", subvolume.Options);
        }
    }
}
