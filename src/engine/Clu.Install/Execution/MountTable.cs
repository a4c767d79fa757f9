using System.Text;

namespace Clu.Install.Execution;

/// <summary>What is mounted where, as <c>/proc/self/mountinfo</c> has it (proc_pid_mountinfo(5)).</summary>
public static class MountTable
{
    private const int MountPointField = 4;

    /// <summary>Mount points at and below a folder, deepest first, as they have to be unmounted.</summary>
    public static IReadOnlyList<string> Below(string folder) => Below(folder, File.ReadAllText("/proc/self/mountinfo"));

    internal static IReadOnlyList<string> Below(string folder, string mountinfo)
    {
        string prefix = folder.TrimEnd('/') + "/";
        return [.. mountinfo.Split('\n')
            .Select(line => line.Split(' '))
            .Where(fields => fields.Length > MountPointField)
            .Select(fields => Unescape(fields[MountPointField]))
            .Where(point => point == folder || point.StartsWith(prefix, StringComparison.Ordinal))
            .Reverse()];
    }

    /// <summary>Blanks and backslashes are written as three octal digits.</summary>
    private static string Unescape(string field)
    {
        StringBuilder text = new();
        for (int i = 0; i < field.Length; i++)
        {
            if (field[i] == '\\' && i + 3 < field.Length)
            {
                text.Append((char)Convert.ToInt32(field.Substring(i + 1, 3), 8));
                i += 3;
            }
            else
            {
                text.Append(field[i]);
            }
        }

        return text.ToString();
    }
}
