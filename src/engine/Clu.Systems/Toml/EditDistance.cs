namespace Clu.Systems.Toml;

/// <summary>Finds the word that somebody meant.</summary>
public static class EditDistance
{
    /// <summary>The nearest word, the first in byte order of several; null where none is near: more than two letters, and more than a third, differ.</summary>
    public static string? Nearest(string word, IEnumerable<string> words)
    {
        // Of a word with three letters one has to be right.
        int limit = Math.Max(word.Length > 3 ? 2 : 1, word.Length / 3);
        return words.Where(candidate => Math.Abs(candidate.Length - word.Length) <= limit)
            .Select(candidate => (Word: candidate, Distance: Between(word, candidate)))
            .Where(candidate => candidate.Distance <= limit)
            .OrderBy(candidate => candidate.Distance).ThenBy(candidate => candidate.Word, StringComparer.Ordinal)
            .FirstOrDefault().Word;
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
