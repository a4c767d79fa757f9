using System.Text.RegularExpressions;
using Clu.Binary;
using Clu.Install.Choices;
using Clu.Install.Layouts;
using Clu.Testing;

namespace Clu.Install.Tests.Layouts;

/// <summary>docs/layouts.md has every key and every layout, and each example in it is taken.</summary>
public sealed partial class LayoutManualTests
{
    private const string Root = "The file";

    private static readonly string s_manual = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "layouts.md"));

    private const string Above = "[[filesystem]]\non = \"a\"\ntype = \"btrfs\"\n";

    /// <summary>Keys of the tables, with what must stand around an example of each. Those of the root that name tables have sections of their own.</summary>
    private static readonly Dictionary<string, (IReadOnlyCollection<string> Keys, string[] Required)> s_sections = new()
    {
        [Root] = ([.. LayoutKeys.Root.Except(["partition", "raid", "luks", "group", "volume", "filesystem", "swap"])], ["name = \"x\""]),
        ["[[partition]]"] = (LayoutKeys.Partition, ["name = \"x\"", "type = \"linux\"", "size = \"1G\""]),
        ["[[raid]]"] = (LayoutKeys.Raid, ["name = \"x\"", "level = 1", "members = [\"a\", \"b\"]"]),
        ["[[luks]]"] = (LayoutKeys.Luks, ["name = \"x\"", "on = \"a\""]),
        ["[[group]]"] = (LayoutKeys.Group, ["name = \"x\"", "on = [\"a\"]"]),
        ["[[volume]]"] = (LayoutKeys.Volume, ["name = \"x\"", "group = \"g\"", "size = \"1G\""]),
        ["[[filesystem]]"] = (LayoutKeys.FileSystem, ["on = \"a\"", "type = \"btrfs\""]),
        ["[[filesystem.subvolume]]"] = (LayoutKeys.Subvolume, ["name = \"@x\""]),
        ["[[swap]]"] = (LayoutKeys.Swap, []),
    };

    [Fact]
    public void Every_key_is_described_where_it_belongs_and_its_example_is_one_of_it()
    {
        foreach ((string section, (IReadOnlyCollection<string> keys, _)) in s_sections)
        {
            Assert.Equal(keys.Order(StringComparer.Ordinal), Rows(section).Select(row => row.Key).Order(StringComparer.Ordinal));
            Assert.All(Rows(section), row => Assert.StartsWith(row.Key + " = ", row.Example, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Every_layout_is_in_the_table_in_its_order() =>
        Assert.Equal(LayoutCatalog.All.Select(layout => (layout.Name, layout.DiskCount)), BuiltIn().Matches(s_manual).Select(row => (row.Groups[1].Value, int.Parse(row.Groups[2].Value, null))));

    [Fact]
    public void Every_type_of_partition_and_file_system_is_named()
    {
        Assert.All(PartitionTypes.All, type => Assert.Contains($"`{PartitionTypes.Word(type)}`", s_manual, StringComparison.Ordinal));
        Assert.All(FileSystemTypes.All, type => Assert.Contains($"`{FileSystemTypes.Word(type)}`", s_manual, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_example_of_a_key_is_taken()
    {
        foreach ((string section, (_, string[] required)) in s_sections)
        {
            foreach ((string key, string example) in Rows(section))
            {
                string[] beside = section == "[[swap]]" ? Beside(key) : required;
                string table = string.Join('\n', beside.Where(line => !line.StartsWith(key + " =", StringComparison.Ordinal)).Append(example));
                string text = section == Root ? table : $"name = \"x\"\n{(section == "[[filesystem.subvolume]]" ? Above : "")}{section}\n{table}";

                // A table alone is no layout: each value was taken when only that is wrong.
                CluException error = Assert.Throws<CluException>(() => LayoutReader.Parse(text, "x.toml"));

                Assert.StartsWith("CLU06", error.Code, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Every_whole_layout_is_taken_and_can_be_planned()
    {
        MatchCollection blocks = Block().Matches(s_manual);
        Assert.NotEmpty(blocks);
        foreach (Match block in blocks)
        {
            DiskLayout layout = LayoutReader.Parse(block.Groups[1].Value, "layout.toml");
            DiskPlanner.Plan(layout, [.. Enumerable.Range(0, layout.DiskCount).Select(number => TestDisks.Nvme(number))], TestDisks.Passphrase, TargetFirmware.Uefi, TestDisks.Ids);
        }
    }

    private static string[] Beside(string key) => key switch
    {
        "file" => ["size = \"1G\""],
        "size" => ["file = \"/f\""],
        _ => [],
    };

    private static IEnumerable<(string Key, string Example)> Rows(string section) =>
        from line in s_manual.Split($"\n## {section}\n")[1].Split("\n## ")[0].Split('\n')
        let row = Row().Match(line)
        where row.Success
        select (row.Groups["key"].Value, row.Groups["example"].Value);

    [GeneratedRegex(@"^\| `(?<key>[^`]+)` \|.*\| `(?<example>[^`]+)` \|$")]
    private static partial Regex Row();

    [GeneratedRegex(@"^\| `([^`]+)` \| (\d+) \|", RegexOptions.Multiline)]
    private static partial Regex BuiltIn();

    [GeneratedRegex(@"^```toml\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();
}
