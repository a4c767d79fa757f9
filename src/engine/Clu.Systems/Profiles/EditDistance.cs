namespace Clu.Systems.Profiles;

/// <summary>Finds the word that somebody meant.</summary>
public static class EditDistance
{
    /// <summary>The nearest word, or null where none is near: more than a third of its letters, and more than two, differ.</summary>
    public static string? Nearest(string word, IEnumerable<string> words)
    {
        (string? best, int distance) = words
            .Select(candidate => ((string?)candidate, Between(word, candidate)))
            .OrderBy(pair => pair.Item2).ThenBy(pair => pair.Item1, StringComparer.Ordinal)
            .FirstOrDefault();
        return best is not null && distance <= Math.Max(2, best.Length / 3) ? best : null;
    }

    /// <summary>Letters to insert, delete or replace (Levenshtein).</summary>
    public static int Between(string left, string right)
    {
        int[] row = [.. Enumerable.Range(0, right.Length + 1)];
        for (int i = 1; i <= left.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int replaced = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[^1];
    }
}
