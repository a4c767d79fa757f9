using System.Text;
using System.Text.Json;
using Clu.Binary;
using Clu.Nix.Derivations;
using Clu.Nix.Hashing;
using Clu.Nix.StorePaths;

namespace Clu.Nix.Tests.Fixtures;

/// <summary>The derivations of Nix's own tests, and those that Nix 2.8 made.</summary>
public class DerivationVectorTests
{
    private static string Folder => Vectors.Find("nix-libstore-data", "derivation");

    [Fact]
    public void Texts_are_written_back_to_their_bytes()
    {
        string[] files = [.. Directory.GetFiles(Folder, "*.drv", SearchOption.AllDirectories).Where(IsSound)];
        Assert.True(files.Length >= 18, $"{files.Length} files");
        Assert.All(files, file => Assert.Equal(File.ReadAllText(file), Encoding.UTF8.GetString(DerivationText.Write(Read(file)))));

        // Those that end in -modulo are the preimages of hashes, with hashes where paths should be.
        static bool IsSound(string file) =>
            !Path.GetFileName(file).StartsWith("bad-", StringComparison.Ordinal) && !file.EndsWith("-modulo.drv", StringComparison.Ordinal);
    }

    [Fact]
    public void Bad_texts_are_refused()
    {
        string[] files = [.. Directory.GetFiles(Folder, "bad-*.drv")];
        Assert.Equal(3, files.Length);
        Assert.All(files, file => Assert.Throws<MalformedDataException>(() => DerivationText.Read(File.ReadAllBytes(file), "fixed")));
    }

    [Fact]
    public void Json_is_written_back_to_its_bytes()
    {
        string[] files = [.. Directory.GetFiles(Folder, "*.json", SearchOption.AllDirectories).Where(IsDerivation)];
        Assert.True(files.Length >= 30, $"{files.Length} files");
        Assert.All(files, file => Assert.Equal(
            File.ReadAllText(file).TrimEnd('\n'), Encoding.UTF8.GetString(DerivationJson.Write(DerivationJson.Read(File.ReadAllBytes(file)), indented: true))));
    }

    [Fact]
    public void Json_and_text_of_one_derivation_are_the_same()
    {
        string[] files = [.. Directory.GetFiles(Folder, "*.drv", SearchOption.AllDirectories).Where(file => File.Exists(Path.ChangeExtension(file, ".json")))];
        Assert.True(files.Length >= 12, $"{files.Length} files");
        Assert.All(files, file => Assert.Equal(
            File.ReadAllText(file), Encoding.UTF8.GetString(DerivationText.Write(DerivationJson.Read(File.ReadAllBytes(Path.ChangeExtension(file, ".json")))))));
    }

    [Fact]
    public void Inputs_of_the_same_hash_become_one()
    {
        string[] names = ["source-first", "source-second", "intermediate-first", "intermediate-second"];
        Dictionary<StorePath, Derivation> all = names.Select(name => Json("hash-modulo", name)).ToDictionary(derivation => derivation.PathIn(StorePathFactory.Default));
        DerivationHasher hasher = new(path => all[path]);
        Assert.All((string[])["parent-joined", "parent-split"], name => Assert.Equal(
            Hash.Of(HashAlgorithm.Sha256, File.ReadAllBytes(Path.Combine(Folder, "hash-modulo", name + "-modulo.drv"))),
            hasher.HashModulo(Json("hash-modulo", name))));
        // The fixture states the paths that its intermediates have without variables for their outputs.
        Assert.All(all.Values.Where(derivation => derivation.Name == "intermediate"), derivation => Assert.Equal(
            derivation.Outputs.Select(output => ((InputAddressedOutput)output).Path), hasher.OutputPaths(derivation with { Environment = [] })));
    }

    [Theory]
    [InlineData("filled-in-deferred-empty-env-var-pre", "filled-in-deferred-empty-env-var-post")]
    [InlineData("filled-in-deferred-no-env-var-pre", "filled-in-deferred-no-env-var-post")]
    [InlineData("filled-in-idempotent", "filled-in-idempotent")]
    [InlineData("depends-on-drv-pre", "depends-on-drv-pre")]
    public void Paths_are_filled_in(string before, string after) =>
        Assert.Equal(DerivationJson.Write(Json("invariants", after)), DerivationJson.Write(Invariants().Fill(Json("invariants", before))));

    [Theory]
    [InlineData("bad-path")]
    [InlineData("bad-env-var")]
    [InlineData("bad-depends-on-drv-pre")]
    public void Wrong_paths_are_refused(string name) =>
        Assert.Equal("CLU0112", Assert.Throws<CluException>(() => Invariants().Fill(Json("invariants", name))).Code);

    [Fact]
    public void Derivations_of_nix_2_8_have_the_paths_that_are_computed()
    {
        string folder = Vectors.Find("nix-2.8.0-oracle", "drv");
        Dictionary<StorePath, Derivation> all = Directory.GetFiles(folder).Select(file => StorePath.Parse(Path.GetFileName(file)))
            .ToDictionary(path => path, path => DerivationText.Read(File.ReadAllBytes(Path.Combine(folder, path.BaseName)), path));
        DerivationHasher hasher = new(path => all[path]);
        Assert.All(all, pair =>
        {
            Assert.Equal(File.ReadAllBytes(Path.Combine(folder, pair.Key.BaseName)), DerivationText.Write(pair.Value));
            Assert.Equal(pair.Key, pair.Value.PathIn(StorePathFactory.Default));
            Assert.All(pair.Value.Outputs.Zip(hasher.OutputPaths(pair.Value)), output => Assert.Equal(
                StoreDirectory.Default.Print(output.Second!),
                pair.Value.Environment.Single(variable => variable.Key == new DerivationString(output.First.Name)).Value.ToString()));
            Assert.Equal(DerivationText.Write(pair.Value), DerivationText.Write(hasher.Fill(pair.Value)));
        });
        string[] instantiated = [.. File.ReadLines(Vectors.Find("nix-2.8.0-oracle", "instantiated.txt")).Select(line => line.Split(' ')[1])];
        Assert.Equal(instantiated.Order(StringComparer.Ordinal), all.Keys.Order().Select(StoreDirectory.Default.Print));
    }

    [Fact]
    public void Placeholders_are_those_of_other_implementations() => Assert.All(Vectors.Rows("placeholders"), row =>
    {
        StorePath foo = StorePath.Parse("g1w7hy3qg1w7hy3qg1w7hy3qg1w7hy3q-foo.drv");
        Placeholder found = row[0] switch
        {
            "hashPlaceholder" => Placeholder.OwnOutput(row[1]),
            "unknownCaOutput of g1w7hy3qg1w7hy3qg1w7hy3qg1w7hy3q-foo.drv" => Placeholder.OutputOf(foo, row[1]),
            _ => Placeholder.OutputOf(Placeholder.OutputOf(StorePath.Parse(foo + ".drv"), "out"), row[1]),
        };
        Assert.Equal(row[2], found.ToString());
    });

    // Not the resolved ones, which have a list of sources in the place of all inputs, nor one that has its structured attributes twice,
    // which no text of a derivation can say.
    private static bool IsDerivation(string file)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(file));
        return document.RootElement.ValueKind == JsonValueKind.Object
            && document.RootElement.TryGetProperty("inputs", out JsonElement inputs) && inputs.ValueKind == JsonValueKind.Object
            && !document.RootElement.GetProperty("env").TryGetProperty("__json", out _);
    }

    private static DerivationHasher Invariants() => new(_ => DerivationText.Read("""Derive([("out","","r:sha256","")],[],[],"","",[],[])"""u8, "dependency"));

    private static Derivation Json(string folder, string name) => DerivationJson.Read(File.ReadAllBytes(Path.Combine(Folder, folder, name + ".json")));

    private static Derivation Read(string file)
    {
        string name = Path.GetFileNameWithoutExtension(file);
        return DerivationText.Read(File.ReadAllBytes(file), name.StartsWith("source-", StringComparison.Ordinal) ? "source" : name);
    }
}
