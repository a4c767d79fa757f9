using System.Formats.Tar;
using System.Text;
using System.Text.Json;
using Clu.Nix.Archives;
using Clu.Nix.ContentAddresses;
using Clu.Nix.Hashing;
using Clu.Nix.Registrations;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Nix.Tests.Archives;

namespace Clu.Nix.Tests.Fixtures;

/// <summary>What Nix 2.8 made of one tree with odd names, lengths and links.</summary>
public class OracleTests
{
    [Fact]
    public void The_archive_reads_and_writes_back_the_same()
    {
        byte[] archive = Vectors.Oracle("tree.nar.zst");
        Assert.Equal(archive, NarBytes.Copy(archive));
        Assert.Equal(Encoding.ASCII.GetString(Vectors.Oracle("tree.nar.sha256")).Trim(), Hash.Of(HashAlgorithm.Sha256, archive).Digits(HashEncoding.Base16));
    }

    [Fact]
    public void The_archive_holds_what_nix_lists()
    {
        List<string> expected = [], found = [];
        using JsonDocument listing = JsonDocument.Parse(Vectors.Oracle("tree.nar-ls.json"));
        Flatten(listing.RootElement, "", expected);
        NarListing.Of(Vectors.Oracle("tree.nar.zst"), (path, node) => found.Add($"{path} {node}"));
        Assert.Equal(expected, found);
    }

    [Fact]
    public void Added_objects_get_the_paths_that_nix_gives()
    {
        byte[] single = Single();
        byte[] singleNar = NarBytes.Write(nar => nar.File(false, single));
        byte[] tree = Vectors.Oracle("tree.nar.zst");
        StorePath foo = StorePathFactory.Default.Text("foo", "bar"u8, []);
        string[][] rows = [.. File.ReadLines(Vectors.Find("nix-2.8.0-oracle", "added-paths.tsv")).Skip(1).Select(line => line.Split('\t'))];
        Assert.All(rows, row =>
        {
            string[] words = row[0].Split(' ');
            StorePath path = words switch
            {
                ["builtins.toFile", "foo", "bar"] => foo,
                ["builtins.toFile", "baz", ..] => StorePathFactory.Default.Text("baz", Encoding.ASCII.GetBytes(StoreDirectory.Default.Print(foo)), [foo]),
                ["nix-store", "--add", var name] => Added(name, ContentAddressMethod.Nar, "sha256", name == "tree" ? tree : singleNar),
                ["nix-store", "--add-fixed", "--recursive", var algorithm, var name] => Added(name, ContentAddressMethod.Nar, algorithm, tree),
                ["nix-store", "--add-fixed", var algorithm, var name] => Added(name, ContentAddressMethod.Flat, algorithm, single),
                _ => throw new InvalidOperationException($"the table has a command that this test does not know: {row[0]}"),
            };
            Assert.Equal(row[1], StoreDirectory.Default.Print(path));
        });
    }

    [Fact]
    public void The_registration_reads_and_writes_back_the_same()
    {
        byte[] text = Vectors.Oracle("dump-db.txt");
        StoreObjectInfo[] objects = [.. RegistrationText.Read(new MemoryStream(text))];
        using MemoryStream written = new();
        RegistrationText.Write(objects, written);
        Assert.Equal(text, written.ToArray());

        StoreObjectInfo tree = objects.First(info => info.Path.Name == "tree");
        byte[] archive = Vectors.Oracle("tree.nar.zst");
        Assert.Equal((archive.Length, Hash.Of(HashAlgorithm.Sha256, archive)), (tree.NarSize, tree.NarHash));
    }

    private static StorePath Added(string name, ContentAddressMethod method, string algorithm, byte[] content)
    {
        Assert.True(HashAlgorithms.TryFind(algorithm, out HashAlgorithm function));
        return StorePathFactory.Default.FixedOutput(name, new ContentAddress(method, Hash.Of(function, content)));
    }

    private static byte[] Single()
    {
        using TarReader tar = new(new MemoryStream(Vectors.Oracle("src.tar.zst")));
        while (tar.GetNextEntry() is { } entry)
        {
            if (entry.Name != "single")
                continue;
            using MemoryStream content = new();
            entry.DataStream!.CopyTo(content);
            return content.ToArray();
        }

        throw new InvalidOperationException("the sources have no file 'single'");
    }

    private static void Flatten(JsonElement node, string path, List<string> lines)
    {
        string type = node.GetProperty("type").GetString()!;
        lines.Add(path + " " + type switch
        {
            "regular" => $"regular {node.GetProperty("size").GetRawText()} at {node.GetProperty("narOffset").GetRawText()}"
                + (node.TryGetProperty("executable", out _) ? " executable" : ""),
            "symlink" => $"symlink {node.GetProperty("target").GetString()}",
            _ => type,
        });
        if (type != "directory")
            return;
        foreach (JsonProperty entry in node.GetProperty("entries").EnumerateObject())
            Flatten(entry.Value, $"{path}/{entry.Name}", lines);
    }
}
