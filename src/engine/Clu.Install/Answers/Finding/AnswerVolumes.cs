using System.Text;
using Clu.Install.Tools;

namespace Clu.Install.Answers.Finding;

/// <summary>Mounts file systems by their labels, read-only. They stay mounted: answers may name more files there, and a mounted disk is not written.</summary>
internal sealed class AnswerVolumes(ToolRunner tools, string folder)
{
    private const int NothingFound = 2;

    /// <summary>Where the file system of a label is mounted; null when there is none.</summary>
    /// <exception cref="Clu.Binary.CluException">CLU0632: several have the label. CLU0691: it cannot be mounted.</exception>
    public async Task<string?> MountAsync(string label, CancellationToken cancel)
    {
        ToolCommand find = new("blkid", "-c", "/dev/null", "-t", $"LABEL={label}", "-o", "device") { Accepted = [0, NothingFound] };
        string found = await tools.RunAsync(find, cancel).ConfigureAwait(false);
        string[] devices = found.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (devices.Length == 0)
            return null;
        if (devices.Length > 1)
            throw InstallErrors.BadPlace($"LABEL={label}", $"several file systems have that label: {string.Join(", ", devices.Order(StringComparer.Ordinal))}");
        if (MountPoint(devices[0]) is { } there)
            return there;
        string point = Path.Combine(folder, label);
        Directory.CreateDirectory(point);
        await tools.RunAsync(new ToolCommand("mount", "-o", "ro,nosuid,nodev,noexec", devices[0], point), cancel).ConfigureAwait(false);
        return point;
    }

    private static string? MountPoint(string device)
    {
        foreach (string line in File.ReadLines("/proc/self/mounts", Encoding.UTF8))
        {
            string[] fields = line.Split(' ');
            if (fields.Length > 1 && fields[0] == device)
                return fields[1].Replace("\\040", " ", StringComparison.Ordinal).Replace("\\134", "\\", StringComparison.Ordinal);
        }

        return null;
    }
}
