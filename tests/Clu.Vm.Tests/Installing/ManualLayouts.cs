using System.Text.RegularExpressions;
using Clu.Testing;

namespace Clu.Vm.Tests.Installing;

/// <summary>The layouts that the manual shows as files of one's own.</summary>
internal static partial class ManualLayouts
{
    /// <summary>The text of the layout with a name.</summary>
    public static string Find(string name) => Block().Matches(File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "layouts.md")))
        .Select(match => match.Groups["text"].Value)
        .Single(text => text.StartsWith($"name = \"{name}\"\n", StringComparison.Ordinal));

    [GeneratedRegex(@"^```toml\n(?<text>(?s:.*?))^```$", RegexOptions.Multiline)]
    private static partial Regex Block();
}
