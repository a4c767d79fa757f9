using System.Text.RegularExpressions;
using Clu.Install.Answers;
using Clu.Testing;

namespace Clu.Install.Tests.Answers;

/// <summary>docs/answers.md has every key, and each example in it is taken; docs/late-binding.md says what becomes of every key.</summary>
public sealed partial class AnswersManualTests
{
    private const string Root = "The answers";

    private static readonly string s_manual = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "answers.md"));

    /// <summary>Keys of the tables, with what must stand around an example of each that does not stand there.</summary>
    private static readonly Dictionary<string, (IReadOnlyCollection<string> Keys, string Around, string[] Alone)> s_sections = new()
    {
        [Root] = (AnswerKeys.Root, "", []),
        ["[[user]]"] = (AnswerKeys.User, "name = \"x\"", ["name"]),
        ["[disk]"] = (AnswerKeys.Disk, "", []),
        ["[encryption]"] = (AnswerKeys.Encryption, "key-file = \"k\"", ["key-file"]),
        ["[boot]"] = (AnswerKeys.Boot, "", []),
        ["[[network]]"] = (AnswerKeys.Network, "interface = \"x\"\naddresses = [\"192.0.2.7/24\", \"2001:db8::7/64\"]", ["mac"]),
        ["[[wifi]]"] = (AnswerKeys.Wifi, "ssid = \"x\"", ["ssid"]),
        ["[ssh-host-keys]"] = (AnswerKeys.SshHostKeys, "", []),
        ["[[extra-file]]"] = (AnswerKeys.ExtraFile, "target = \"/x\"\nsource = \"x\"", ["source", "content", "target"]),
    };

    [Fact]
    public void Every_table_is_described() =>
        Assert.Equal(
            AnswerKeys.Tables.Order(StringComparer.Ordinal), s_sections.Keys.Where(name => name != Root).Select(name => name.Trim('[', ']')).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_key_is_described_where_it_belongs()
    {
        foreach ((string section, (IReadOnlyCollection<string> keys, _, _)) in s_sections)
            Assert.Equal(keys.Order(StringComparer.Ordinal), Rows(section).Select(row => row.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_example_is_one_of_its_key_and_is_taken()
    {
        foreach ((string section, (_, string around, string[] alone)) in s_sections)
        {
            foreach ((string key, string example) in Rows(section))
            {
                Assert.StartsWith(key + " = ", example, StringComparison.Ordinal);
                string table = section switch
                {
                    "[[extra-file]]" when key is "source" or "content" => $"target = \"/x\"\n{example}",
                    "[[network]]" when key is "interface" or "addresses" => string.Join('\n', around.Split('\n').Where(line => !line.StartsWith(key, StringComparison.Ordinal)).Append(example)),
                    "[[extra-file]]" when key == "target" => $"source = \"x\"\n{example}",
                    _ => alone.Contains(key) ? example : $"{around}\n{example}",
                };
                AnswersReader.Parse(section == Root ? table : $"{section}\n{table}", "a.toml", "/folder");
            }
        }
    }

    [Fact]
    public void Every_whole_file_is_taken()
    {
        MatchCollection blocks = Block().Matches(s_manual);
        Assert.Equal(3, blocks.Count);
        Assert.All(blocks, block => AnswersReader.Parse(block.Groups[1].Value, "a.toml", "/folder"));
    }

    [Fact]
    public void What_becomes_of_every_key_is_described()
    {
        string table = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "late-binding.md"));
        IEnumerable<string> names = AnswerKeys.Root
            .Concat(Below("user", AnswerKeys.User)).Concat(Below("disk", AnswerKeys.Disk)).Concat(Below("encryption", AnswerKeys.Encryption))
            .Concat(Below("boot", AnswerKeys.Boot)).Concat(Below("network", AnswerKeys.Network)).Concat(Below("wifi", AnswerKeys.Wifi))
            .Concat(Below("ssh-host-keys", AnswerKeys.SshHostKeys)).Concat(Below("extra-file", AnswerKeys.ExtraFile));
        HashSet<string> described = [.. table.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .SelectMany(line => Word().Matches(line.Split('|')[1]).Select(word => word.Groups[1].Value))];
        Assert.Equal(names.Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Below(string table, IEnumerable<string> keys) => keys.Select(key => $"{table}.{key}");

    private static IEnumerable<(string Key, string Example)> Rows(string section) =>
        from line in s_manual.Split($"\n## {section}\n")[1].Split("\n## ")[0].Split('\n')
        let row = Row().Match(line)
        where row.Success
        select (row.Groups["key"].Value, row.Groups["example"].Value);

    [GeneratedRegex(@"^\| `(?<key>[^`]+)` \|.*\| `(?<example>[^`]+)` \|$")]
    private static partial Regex Row();

    [GeneratedRegex(@"^```toml\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();

    [GeneratedRegex(@"`([^`]+)`")]
    private static partial Regex Word();
}
