namespace Clu.Install.Personalising;

/// <summary>The wireless connections that the live system has.</summary>
public static class LiveConnections
{
    private const long Longest = 64 << 10;

    /// <summary>Their files, in the order of their names; empty where there is no NetworkManager.</summary>
    /// <param name="folders">Where they are looked for.</param>
    public static IReadOnlyList<string> Find(params IReadOnlyList<string> folders)
    {
        SortedDictionary<string, string> found = new(StringComparer.Ordinal);
        foreach (string folder in folders.Count > 0 ? folders : ["/etc/NetworkManager/system-connections", "/run/NetworkManager/system-connections"])
        {
            if (!Directory.Exists(folder))
                continue;
            foreach (string file in Directory.EnumerateFiles(folder, "*.nmconnection").Where(IsWireless))
                found.TryAdd(Path.GetFileName(file), file);
        }

        return [.. found.Values];
    }

    private static bool IsWireless(string file) => new FileInfo(file).Length <= Longest
        && File.ReadLines(file).Any(line => line.Replace(" ", "", StringComparison.Ordinal) is "type=wifi" or "type=802-11-wireless");
}
