using System.Text.Json;
using Clu.Nix.Derivations;
using Clu.Nix.StorePaths;
using Clu.Stores;
using Clu.Stores.Copying;
using Clu.Stores.Local;
using Clu.Stores.Trees;
using Clu.Testing;

namespace Clu.Conformance.Tests.NixFormats;

/// <summary>Derivations that Nix instantiates: clu computes the same paths out of them.</summary>
public sealed class DerivationConformanceTests : IDisposable
{
    private const string Make = "let make = a: derivation ({ system = \"s\"; builder = \"/bin/sh\"; } // a); in ";

    private readonly TempFolder _folder = new();

    public static TheoryData<string> Expressions =>
    [
        "make { name = \"plain\"; }",
        "make { name = \"words\"; args = [ \"\" \"a\\n\\r\\t\\\\\\\"\" \"ü漢😀\" ]; source = builtins.toFile \"s\" \"x\"; }",
        "make { name = \"outputs\"; outputs = [ \"dev\" \"out\" \"a\" ]; }",
        "make { name = \"without-out\"; outputs = [ \"lib\" \"bin\" ]; }",
        "let d = make { name = \"d\"; outputs = [ \"x\" \"y\" ]; }; in make { name = \"chain\"; a = d.y; b = make { name = \"e\"; inherit d; }; }",
        "let f = url: make { name = \"f\"; inherit url; outputHash = \"sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=\"; }; in make { name = \"fixed\"; a = f \"a\"; b = f \"b\"; }",
        "make { name = \"tree\"; outputHash = \"800d59cfcd3c05e900cb4e214be48f6b886a08df\"; outputHashAlgo = \"sha1\"; outputHashMode = \"recursive\"; }",
        "make { name = \"attributes\"; __structuredAttrs = true; outputs = [ \"out\" \"dev\" ]; a = [ 1 { b = null; } ]; c.d = true; }",
        "let d = make { name = \"d\"; }; in make { name = \"whole\"; file = d.drvPath; }",
        "let c = make { name = \"c\"; __contentAddressed = true; outputHashMode = \"recursive\"; outputHashAlgo = \"sha256\"; }; in make { name = \"deferred\"; inherit c; }",
    ];

    public void Dispose()
    {
        foreach (string root in Directory.GetDirectories(_folder.Path))
            ObjectTree.Remove(root);
        _folder.Dispose();
    }

    [Theory]
    [MemberData(nameof(Expressions))]
    public void Paths_are_those_that_nix_computed(string expression)
    {
        StorePath top = Instantiate(expression);
        using LocalStore store = LocalStore.Open(_folder["root"]);
        StoreDerivations derivations = new(store);
        DerivationHasher hasher = new(derivations.Read);
        StorePath[] all = [.. StoreClosure.Of(store, [top], TestContext.Current.CancellationToken).Select(info => info.Path).Where(Derivation.IsDerivation)];
        Assert.Contains(top, all);
        Assert.All(all, path =>
        {
            Derivation derivation = derivations.Read(path);
            Assert.Equal(path, derivation.PathIn(StorePathFactory.Default));
            Assert.Equal(File.ReadAllBytes(_folder["root" + store.Directory.Print(path)]), DerivationText.Write(derivation));
            Assert.All(derivation.Outputs.Zip(hasher.OutputPaths(derivation)), output =>
            {
                string stated = derivation.Environment.Single(variable => variable.Key == new DerivationString(output.First.Name)).Value.ToString();
                Assert.Equal(stated.StartsWith(store.Directory.Path, StringComparison.Ordinal) ? stated : null, output.Second is null ? null : store.Directory.Print(output.Second));
            });
        });
    }

    [Theory]
    [MemberData(nameof(Expressions))]
    public void Nix_shows_the_same(string expression)
    {
        StorePath top = Instantiate(expression);
        using JsonDocument theirs = JsonDocument.Parse(
            Nix("nix", "show-derivation", "--store", $"local?root={_folder["root"]}", StoreDirectory.Default.Print(top)));
        JsonElement nix = theirs.RootElement.GetProperty(StoreDirectory.Default.Print(top));
        using LocalStore store = LocalStore.Open(_folder["root"]);
        using JsonDocument ours = JsonDocument.Parse(DerivationJson.Write(new StoreDerivations(store).Read(top)));
        JsonElement clu = ours.RootElement;

        Assert.True(JsonElement.DeepEquals(nix.GetProperty("args"), clu.GetProperty("args")));
        Assert.Equal(nix.GetProperty("builder").GetString(), clu.GetProperty("builder").GetString());
        Assert.Equal(nix.GetProperty("system").GetString(), clu.GetProperty("system").GetString());
        Assert.Equal(
            nix.GetProperty("env").EnumerateObject().Where(member => member.Name != "__json").Select(member => (member.Name, member.Value.GetString())).Order(),
            clu.GetProperty("env").EnumerateObject().Select(member => (member.Name, member.Value.GetString())).Order());
        if (nix.GetProperty("env").TryGetProperty("__json", out JsonElement attributes))
        {
            using JsonDocument parsed = JsonDocument.Parse(attributes.GetString()!);
            Assert.True(JsonElement.DeepEquals(parsed.RootElement, clu.GetProperty("structuredAttrs")));
        }

        Assert.Equal(
            nix.GetProperty("inputSrcs").EnumerateArray().Select(path => path.GetString()),
            clu.GetProperty("inputs").GetProperty("srcs").EnumerateArray().Select(path => $"{store.Directory}/{path.GetString()}"));
        Assert.Equal(
            nix.GetProperty("inputDrvs").EnumerateObject().Select(input => $"{input.Name} {input.Value.GetRawText()}".Replace(" ", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
            clu.GetProperty("inputs").GetProperty("drvs").EnumerateObject().Select(input => $"{store.Directory}/{input.Name}{input.Value.GetProperty("outputs").GetRawText()}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Expressions))]
    public void The_newest_nix_shows_the_same_byte_for_byte(string expression)
    {
        StorePath top = Instantiate(expression);
        string theirs = NixTool.Run(
            NixVersion.Newest, "nix", "--extra-experimental-features", "ca-derivations", "derivation", "show", "-r", "--store", $"local?root={_folder["root"]}", StoreDirectory.Default.Print(top)).Succeeded().Output;
        string ours = Stores.CluTool.Run(NixTool.Environment, "derivation", "show", "-r", "--store", $"local?root={_folder["root"]}", StoreDirectory.Default.Print(top)).Succeeded().Output;
        Assert.Equal(theirs, ours);
    }

    [Fact]
    public void Nix_reads_what_clu_writes()
    {
        Derivation derivation = new()
        {
            Name = "made",
            Outputs = [new DeferredOutput("dev"), new DeferredOutput("out")],
            System = new DerivationString("s"),
            Builder = new DerivationString("/bin/sh"),
            Arguments = [new DerivationString("\"\\\n\r\tü\u0001")],
            Environment = [new(new DerivationString("dev"), default), new(new DerivationString("out"), default)],
        };
        byte[] text = DerivationText.Write(new DerivationHasher(_ => throw new InvalidOperationException("there is no input")).Fill(derivation));
        File.WriteAllBytes(_folder["made.drv"], text);
        string expression = "builtins.toFile \"made.drv\" (builtins.readFile " + _folder["made.drv"] + ")";
        string path = Nix("nix-instantiate", "--store", $"local?root={_folder["root"]}", "--eval", "--read-write-mode", "--expr", expression).Trim().Trim('"');
        using JsonDocument shown = JsonDocument.Parse(Nix("nix", "show-derivation", "--store", $"local?root={_folder["root"]}", path));
        Assert.Equal("\"\\\n\r\tü\u0001", shown.RootElement.GetProperty(path).GetProperty("args")[0].GetString());
        Assert.Equal(path, StoreDirectory.Default.Print(DerivationText.Read(text, "made").PathIn(StorePathFactory.Default)));
    }

    // Where the first output is not 'out', its name follows the path.
    private StorePath Instantiate(string expression) => StoreDirectory.Default.Parse(
        Nix("nix-instantiate", "--store", $"local?root={_folder["root"]}", "--expr", Make + expression).Trim().Split('!')[0]);

    private static string Nix(string program, params string[] arguments) => Tool.Run(
        program, [.. arguments, "--extra-experimental-features", "nix-command ca-derivations", "--option", "substitute", "false"]).Succeeded().Output;
}
