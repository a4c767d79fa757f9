using System.Globalization;

namespace Clu.Install.Layouts;

/// <summary>Nodes of partitions.</summary>
public static class PartitionPath
{
    /// <summary>The node of a partition: <c>/dev/sda1</c>; <c>/dev/nvme0n1p1</c> where the disk's own name ends with a digit.</summary>
    /// <param name="disk">Node of the disk.</param>
    /// <param name="number">From 1.</param>
    public static string Of(string disk, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{disk}{(char.IsAsciiDigit(disk[^1]) ? "p" : "")}{number}");
}
