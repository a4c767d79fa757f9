using System.Buffers;

namespace Clu.Systems.Debian;

/// <summary>Reads Debian's control files: paragraphs of <c>Field: value</c>, an empty line between two (Debian policy, chapter 5).</summary>
internal static class ControlFile
{
    private static readonly SearchValues<char> EndsOfName = SearchValues.Create(" \t\n([<:");

    /// <summary>Reads paragraphs; field names are compared without case, lines that continue a field are joined by a newline.</summary>
    public static IEnumerable<IReadOnlyDictionary<string, string>> Read(string text)
    {
        Dictionary<string, string> paragraph = new(StringComparer.OrdinalIgnoreCase);
        string? field = null;
        foreach (string line in text.Split('\n'))
        {
            if (line.Trim().Length == 0)
            {
                if (paragraph.Count > 0)
                    yield return paragraph;
                paragraph = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
                field = null;
            }
            else if (line[0] is ' ' or '\t')
            {
                if (field is not null)
                    paragraph[field] += "\n" + line.Trim();
            }
            else
            {
                int colon = line.IndexOf(':', StringComparison.Ordinal);
                if (colon <= 0)
                    throw DebianErrors.Index($"has a line that is no field: '{line}'");
                field = line[..colon];
                paragraph[field] = line[(colon + 1)..].Trim();
            }
        }

        if (paragraph.Count > 0)
            yield return paragraph;
    }

    /// <summary>Reads a relationship field: needs separated by commas, alternatives by bars; versions, machines and profiles are left out.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Relations(string? value) =>
        [.. (value ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(need => (IReadOnlyList<string>)[.. need.Split('|', StringSplitOptions.TrimEntries).Select(NameIn)])];

    private static string NameIn(string alternative)
    {
        int end = alternative.AsSpan().IndexOfAny(EndsOfName);
        return end < 0 ? alternative : alternative[..end];
    }
}
