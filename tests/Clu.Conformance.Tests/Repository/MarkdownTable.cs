namespace Clu.Conformance.Tests.Repository;

/// <summary>Rows of the tables of a page, cells trimmed of blanks; headings are rows too.</summary>
internal static class MarkdownTable
{
    public static IEnumerable<string[]> Rows(string text) =>
        from line in text.Split('\n')
        where line.StartsWith("| ", StringComparison.Ordinal)
        select line.Trim().Trim('|').Split('|').Select(cell => cell.Trim()).ToArray();
}
