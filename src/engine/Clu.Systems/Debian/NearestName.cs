namespace Clu.Systems.Debian;

/// <summary>Finds the name that was probably meant.</summary>
internal static class NearestName
{
    private const int LargestDistance = 3;

    /// <summary>The known name with the fewest letters to change, the first in byte order of several; null when none is near.</summary>
    public static string? Find(string wrong, IEnumerable<string> known)
    {
        int limit = Math.Min(LargestDistance, Math.Max(1, wrong.Length / 3));
        return known.Where(name => Math.Abs(name.Length - wrong.Length) <= limit)
            .Select(name => (Name: name, Distance: Distance(wrong, name)))
            .Where(candidate => candidate.Distance <= limit)
            .OrderBy(candidate => candidate.Distance).ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
            .FirstOrDefault().Name;
    }

    /// <summary>Letters to insert, remove or replace.</summary>
    private static int Distance(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
