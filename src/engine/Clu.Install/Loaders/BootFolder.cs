using Clu.Install.Layouts;

namespace Clu.Install.Loaders;

/// <summary>A folder in which a boot loader has its menu and kernels. Layouts that mirror disks have one on each.</summary>
/// <param name="Path">Absolute path in the target, <c>/boot</c>.</param>
/// <param name="Uuid">UUID of its file system; null when the layout does not name it by that.</param>
/// <param name="Prefix">The folder as a boot loader sees it, from the root of its file system on; empty when the file system is mounted there.</param>
public sealed record BootFolder(string Path, string? Uuid, string Prefix)
{
    private const string Default = "/boot";
    private const string UuidSource = "UUID=";
    private const string SubvolumeOption = "subvol=";

    /// <summary>The folders of a layout: its EFI system partitions, or <c>/boot</c> wherever that is.</summary>
    public static IReadOnlyList<BootFolder> Of(DiskPlan disks) => [.. disks.EspMirrors.Prepend(disks.EspMount ?? Default).Select(path => At(path, disks.Mounts))];

    private static BootFolder At(string path, IReadOnlyList<TargetMount> mounts)
    {
        TargetMount holder = mounts.Where(mount => Holds(mount.Path, path)).MaxBy(mount => mount.Path.Length) ?? mounts[0];
        string? uuid = holder.Source.StartsWith(UuidSource, StringComparison.Ordinal) ? holder.Source[UuidSource.Length..] : null;
        string? subvolume = holder.Options.FirstOrDefault(option => option.StartsWith(SubvolumeOption, StringComparison.Ordinal))?[SubvolumeOption.Length..].Trim('/');
        string rest = holder.Path == "/" ? path : path[holder.Path.Length..];
        return new BootFolder(path, uuid, string.IsNullOrEmpty(subvolume) ? rest : $"/{subvolume}{rest}");
    }

    private static bool Holds(string mount, string path) => mount == "/" || path == mount || path.StartsWith($"{mount}/", StringComparison.Ordinal);
}
