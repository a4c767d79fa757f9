using System.Globalization;
using Clu.Install.Disks;

namespace Clu.Install.Answers.Resolving;

/// <summary>Disks as messages name them.</summary>
internal static class DiskText
{
    public static string Of(BlockDevice disk)
    {
        string[] parts =
        [
            disk.Path, disk.Model.Length == 0 ? "no model" : disk.Model, disk.Serial.Length == 0 ? "no serial" : $"serial {disk.Serial}",
            string.Create(CultureInfo.InvariantCulture, $"{disk.Size / 1e9:0.0} GB"),
        ];
        return string.Join(", ", parts) + (disk.Refusal is { } refusal ? $" (not to be written: {refusal})" : disk.IsRemovable ? " (removable)" : "");
    }

    /// <summary>All of them, or that there are none.</summary>
    public static string Of(IEnumerable<BlockDevice> disks)
    {
        string text = string.Join(" | ", disks.Select(Of));
        return text.Length == 0 ? "no disk at all" : text;
    }
}
