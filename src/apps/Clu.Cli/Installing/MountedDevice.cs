using Clu.Media.Live;

namespace Clu.Cli.Installing;

/// <summary>What is mounted at a folder, as <c>/proc/self/mountinfo</c> has it (proc_pid_mountinfo(5)).</summary>
internal static class MountedDevice
{
    /// <summary>The image or device that a folder is mounted from; null for a folder of another file system, and for one in RAM.</summary>
    public static string? Of(string folder) => Of(Path.GetFullPath(folder), File.ReadAllText("/proc/self/mountinfo"), Backing);

    /// <summary>The same from text.</summary>
    /// <param name="folder">Absolute path.</param>
    /// <param name="mountinfo">The table.</param>
    /// <param name="backing">The file behind a loop device; null for any other.</param>
    internal static string? Of(string folder, string mountinfo, Func<string, string?> backing)
    {
        string? source = MountTable.Parse(mountinfo).At(folder)?.Source;
        return source?.StartsWith("/dev/", StringComparison.Ordinal) == true ? backing(source) ?? source : null;
    }

    private static string? Backing(string device)
    {
        string file = $"/sys/block/{Path.GetFileName(device)}/loop/backing_file";
        return File.Exists(file) && File.ReadAllText(file).Trim() is { Length: > 0 } image && File.Exists(image) ? image : null;
    }
}
