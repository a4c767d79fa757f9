using System.Text.RegularExpressions;
using Clu.Binary;

namespace Clu.Conformance.Tests.Repository;

/// <summary>docs/errors.md and the sources have the same codes.</summary>
public sealed partial class ErrorCodeTests
{
    private static readonly string[] s_sources =
        [.. WorkingTree.Files.Where(file => file.StartsWith("src/", StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal)).Select(WorkingTree.Read)];

    private static readonly (string Code, string Exit)[] s_documented =
    [
        .. MarkdownTable.Rows(WorkingTree.Read("docs/errors.md"))
            .Where(row => row[0].StartsWith("CLU", StringComparison.Ordinal))
            .Select(row => (row[0], row[1])),
    ];

    [Fact]
    public void Every_code_of_the_sources_is_documented() => Assert.Empty(Used().Except(s_documented.Select(row => row.Code)));

    [Fact]
    public void Every_documented_code_is_in_the_sources() => Assert.Empty(s_documented.Select(row => row.Code).Except(Used()));

    [Fact]
    public void Every_code_is_documented_once_and_in_order()
    {
        string[] codes = [.. s_documented.Select(row => row.Code)];
        Assert.Equal(codes.Distinct().Order(StringComparer.Ordinal), codes);
    }

    [Fact]
    public void The_documented_exit_codes_are_those_of_the_sources()
    {
        Dictionary<string, string> documented = s_documented.ToDictionary(row => row.Code, row => row.Exit);
        foreach (Match use in s_sources.SelectMany(text => UseWithKind().Matches(text)))
        {
            string exit = $"{(int)Enum.Parse<ErrorKind>(use.Groups["kind"].Value)}";
            Assert.Contains(exit, documented.GetValueOrDefault(use.Groups["code"].Value) ?? exit, StringComparison.Ordinal);
        }
    }

    private static IEnumerable<string> Used() =>
        s_sources.SelectMany(text => Use().Matches(text)).Select(use => use.Groups["code"].Value).Distinct().Order(StringComparer.Ordinal);

    [GeneratedRegex(@"""(?<code>CLU\d{4})""")]
    private static partial Regex Use();

    [GeneratedRegex(@"""(?<code>CLU\d{4})"",\s*ErrorKind\.(?<kind>\w+)")]
    private static partial Regex UseWithKind();
}
