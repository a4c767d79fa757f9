using System.Text.RegularExpressions;

namespace Clu.Conformance.Tests.Repository;

/// <summary>Nobody reads a page that nothing leads to, and nobody follows a link to nowhere.</summary>
public sealed partial class PageTests
{
    [Fact]
    public void Every_link_points_at_something() => Assert.Empty(
        from page in WorkingTree.Pages
        from target in Links(page)
        where !Path.Exists(WorkingTree.Absolute(target))
        select $"{page} points at {target}");

    [Fact]
    public void Every_page_is_reached_from_the_front_page()
    {
        HashSet<string> reached = [];
        Queue<string> open = new(["README.md"]);
        while (open.TryDequeue(out string? page))
        {
            if (reached.Add(page) && page.EndsWith(".md", StringComparison.Ordinal) && File.Exists(WorkingTree.Absolute(page)))
                Array.ForEach([.. Links(page)], open.Enqueue);
        }

        Assert.Empty(WorkingTree.Pages.Except(reached));
    }

    /// <summary>Targets inside the repository, relative to its root.</summary>
    private static IEnumerable<string> Links(string page) =>
        from Match link in Link().Matches(NotText().Replace(WorkingTree.Read(page), ""))
        let target = link.Groups["target"].Value.Split('#')[0]
        where target.Length > 0 && !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith("mailto:", StringComparison.Ordinal)
        let folder = Path.GetDirectoryName(WorkingTree.Absolute(page))!
        select Path.GetRelativePath(WorkingTree.Absolute(""), Path.GetFullPath(target, folder));

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    /// <summary>Comments, code blocks and code in a line.</summary>
    [GeneratedRegex(@"<!--.*?-->|^```.*?^```|`[^`\n]*`", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex NotText();
}
