using System.Globalization;
using System.Text;

namespace Clu.Media.Live;

/// <summary>What is mounted where, as <c>/proc/self/mountinfo</c> says (proc(5)).</summary>
public static class MountTable
{
    private const string KernelTable = "/proc/self/mountinfo";
    private const int DeviceField = 2;
    private const int PointField = 4;
    private const int FirstOptionalField = 6;

    /// <summary>What this process sees, in the order in which it was mounted.</summary>
    public static IReadOnlyList<MountedFileSystem> Read() => Parse(File.ReadAllText(KernelTable));

    /// <summary>The same from text; lines that are none of the kernel's are passed over.</summary>
    public static IReadOnlyList<MountedFileSystem> Parse(string mountInfo) => [.. mountInfo.Split('\n').Select(ParseLine).OfType<MountedFileSystem>()];

    /// <summary>The last mount at a folder: it covers earlier ones.</summary>
    /// <returns>null when nothing is mounted there.</returns>
    public static MountedFileSystem? At(this IReadOnlyList<MountedFileSystem> mounts, string folder) => mounts.LastOrDefault(mount => mount.Folder == folder);

    /// <summary>Mount points at and below a folder, the last one first, as they have to be unmounted.</summary>
    public static IReadOnlyList<string> Below(this IReadOnlyList<MountedFileSystem> mounts, string folder)
    {
        string prefix = folder.TrimEnd('/') + "/";
        return [.. mounts.Select(mount => mount.Folder).Where(point => point == folder || point.StartsWith(prefix, StringComparison.Ordinal)).Reverse()];
    }

    private static MountedFileSystem? ParseLine(string line)
    {
        string[] fields = line.Split(' ');
        int separator = fields.Length > FirstOptionalField ? Array.IndexOf(fields, "-", FirstOptionalField) : -1;
        return separator > 0 && fields.Length > separator + 2
            ? new MountedFileSystem(Unescape(fields[PointField]), fields[DeviceField], fields[separator + 1], Unescape(fields[separator + 2]))
            : null;
    }

    /// <summary>Blanks and backslashes are <c>\040</c> and the like.</summary>
    private static string Unescape(string text)
    {
        if (!text.Contains('\\', StringComparison.Ordinal))
            return text;
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        List<byte> plain = [];
        for (int i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] == '\\' && i + 3 < bytes.Length && bytes.AsSpan(i + 1, 3).ContainsAnyExceptInRange((byte)'0', (byte)'7') == false)
            {
                plain.Add(Convert.ToByte(Encoding.ASCII.GetString(bytes, i + 1, 3), 8));
                i += 3;
            }
            else
            {
                plain.Add(bytes[i]);
            }
        }

        return Encoding.UTF8.GetString([.. plain]);
    }
}
