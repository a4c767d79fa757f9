using Clu.Cli.Text;
using Clu.Install.Disks;

namespace Clu.Cli.Wizard.Pages;

/// <summary>Disks as people know them.</summary>
internal static class DiskText
{
    /// <summary>Its short name, <c>vda</c>: what is typed to confirm.</summary>
    public static string Name(BlockDevice disk) => NameOf(disk.Path);

    /// <summary>The short name of a node.</summary>
    public static string NameOf(string path) => path.StartsWith("/dev/", StringComparison.Ordinal) ? path[5..] : path;

    /// <summary>Name, size, model, serial number and how it is attached.</summary>
    public static string Line(BlockDevice disk) => string.Join("  ", new[]
    {
        Name(disk).PadRight(8),
        Figures.Bytes(disk.Size).PadLeft(8),
        disk.Model.Length > 0 ? disk.Model : "unknown model",
        disk.Serial.Length > 0 ? $"serial {disk.Serial}" : "",
        disk.Transport.Length == 0 ? "" : disk.IsRemovable ? $"{disk.Transport}, removable" : disk.Transport,
    }.Where(part => part.Length > 0));

    /// <summary>The same as a phrase: <c>vda (32 GiB, QEMU, serial 1)</c>.</summary>
    public static string Phrase(BlockDevice disk) => $"{Name(disk)} ({string.Join(", ", new[]
    {
        Figures.Bytes(disk.Size), disk.Model, disk.Serial.Length > 0 ? $"serial {disk.Serial}" : "", disk.Transport,
    }.Where(part => part.Length > 0))})";

    /// <summary>What is on it.</summary>
    public static string Contents(BlockDevice disk) => disk.Contents.Count == 0
        ? "nothing on it"
        : $"on it: {string.Join(", ", disk.Contents.Select(Content))}";

    /// <summary>A partition, or what fills the disk.</summary>
    public static string Content(DiskContent content)
    {
        string type = content.Type.Length > 0 ? content.Type : "unknown";
        string label = content.Label.Length > 0 ? $" '{content.Label}'" : "";
        return $"{type}{label} {Figures.Bytes(content.Size)}";
    }
}
