using System.Text.RegularExpressions;
using Clu.Systems.Profiles;
using Clu.Testing;

namespace Clu.Systems.Tests.Profiles;

/// <summary>docs/profiles.md has every key, and each example in it is taken.</summary>
public sealed partial class ProfileManualTests
{
    private const string Root = "The profile";

    private static readonly string s_manual = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "profiles.md"));

    /// <summary>Keys of the tables, with what must stand around an example of each.</summary>
    private static readonly Dictionary<string, (IReadOnlyCollection<string> Keys, string[] Required)> s_sections = new()
    {
        [Root] = (ProfileKeys.Root, ["name = \"x\"", "label = \"x\""]),
        ["[[user]]"] = (ProfileKeys.User, ["name = \"x\""]),
        ["[[host]]"] = (ProfileKeys.Host, ["name = \"x\"", "packages = [\"xx\"]"]),
        ["[[contents]]"] = (ProfileKeys.Content, ["source = \"x\"", "target = \"x\""]),
        ["[compression]"] = (ProfileKeys.Compression, []),
    };

    [Fact]
    public void Every_key_is_described_where_it_belongs()
    {
        foreach ((string section, (IReadOnlyCollection<string> keys, _)) in s_sections)
            Assert.Equal(keys.Order(StringComparer.Ordinal), Rows(section).Select(row => row.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_example_is_one_of_its_key_and_is_taken()
    {
        foreach ((string section, (_, string[] required)) in s_sections)
        {
            foreach ((string key, string example) in Rows(section))
            {
                Assert.StartsWith(key + " = ", example, StringComparison.Ordinal);
                // A host is a toplevel or made of packages; only a toplevel is rebuilt.
                bool isRebuilt = key is "flake" or "rebuild-kit";
                string instead = key == "toplevel" || isRebuilt ? "packages" : key;
                string table = string.Join('\n', required.Where(line => !line.StartsWith(instead + " =", StringComparison.Ordinal)).Append(example));
                if (isRebuilt)
                    table += $"\n{Rows(section).Single(row => row.Key == "toplevel").Example}";
                if (key == "like")
                    table = $"name = \"base\"\npackages = [\"xx\"]\n{section}\n{table}";
                ProfileReader.Parse(section == Root ? table : $"name = \"x\"\nlabel = \"x\"\n{section}\n{table}", "p.toml");
            }
        }
    }

    [Fact]
    public void Every_whole_profile_is_taken()
    {
        MatchCollection blocks = Block().Matches(s_manual);
        Assert.NotEmpty(blocks);
        Assert.All(blocks, block => ProfileReader.Parse(block.Groups[1].Value, "p.toml"));
    }

    private static IEnumerable<(string Key, string Example)> Rows(string section) =>
        from line in s_manual.Split($"\n## {section}\n")[1].Split("\n## ")[0].Split('\n')
        let row = Row().Match(line)
        where row.Success
        select (row.Groups["key"].Value, row.Groups["example"].Value);

    [GeneratedRegex(@"^\| `(?<key>[^`]+)` \|.*\| `(?<example>[^`]+)` \|$")]
    private static partial Regex Row();

    [GeneratedRegex(@"^```toml\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();
}
