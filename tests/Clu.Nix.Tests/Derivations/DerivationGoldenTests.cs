using System.Text;
using Clu.Nix.Derivations;
using Clu.Nix.StorePaths;
using Clu.Testing;

namespace Clu.Nix.Tests.Derivations;

/// <summary>What Nix 2.34 made of <c>Golden/derivations.nix</c>; the script <c>make</c> beside it did it.</summary>
public class DerivationGoldenTests
{
    private static readonly string _folder = Path.Combine(RepositoryRoot.Path, "tests/Clu.Nix.Tests/Derivations/Golden");

    private static readonly Dictionary<StorePath, byte[]> _texts =
        Directory.GetFiles(_folder, "*.drv").ToDictionary(file => StorePath.Parse(Path.GetFileName(file)), File.ReadAllBytes);

    private static readonly Dictionary<StorePath, Derivation> _derivations =
        _texts.ToDictionary(pair => pair.Key, pair => DerivationText.Read(pair.Value, pair.Key));

    [Fact]
    public void All_kinds_of_derivations_are_there() =>
        Assert.Equal(Enum.GetValues<DerivationKind>(), _derivations.Values.Select(derivation => derivation.Kind).Distinct().Order());

    [Fact]
    public void Each_is_written_back_to_its_bytes() =>
        Assert.All(_derivations, pair => Assert.Equal(_texts[pair.Key], DerivationText.Write(pair.Value)));

    [Fact]
    public void Each_has_the_path_that_its_text_gives() =>
        Assert.All(_derivations, pair => Assert.Equal(pair.Key, pair.Value.PathIn(StorePathFactory.Default)));

    [Fact]
    public void Output_paths_are_those_that_nix_computed()
    {
        DerivationHasher hasher = new(path => _derivations[path]);
        Assert.All(_derivations.Values, derivation => Assert.Equal(
            derivation.Outputs.Select(output => output switch
            {
                InputAddressedOutput addressed => addressed.Path,
                FixedOutput => StorePathFactory.Default.Directory.Parse(derivation.Environment.First(pair => pair.Key == new DerivationString("out")).Value.ToString()),
                _ => null,
            }),
            hasher.OutputPaths(derivation)));
    }

    [Fact]
    public void Output_paths_are_filled_in_again()
    {
        DerivationHasher hasher = new(path => _derivations[path]);
        Assert.All(_derivations.Values, derivation =>
        {
            HashSet<string> names = [.. derivation.Outputs.Select(output => output.Name)];
            Derivation blank = derivation.Kind != DerivationKind.InputAddressed ? derivation : derivation with
            {
                Outputs = [.. derivation.Outputs.Select(output => new DeferredOutput(output.Name))],
                Environment = [.. derivation.Environment.Select(pair => names.Contains(pair.Key.ToString()) ? new(pair.Key, default) : pair)],
            };
            Assert.Equal(DerivationText.Write(derivation), DerivationText.Write(hasher.Fill(blank)));
        });
    }

    [Fact]
    public void Placeholders_are_those_that_nix_puts_in()
    {
        Assert.Equal(Variable("deferred", "needs"), Placeholder.OutputOf(PathOf("floating"), "dev").ToString());
        Assert.Equal(Variable("floating", "dev"), Placeholder.OwnOutput("dev").ToString());
        Placeholder producer = Placeholder.OutputOf(PathOf("producer.drv"), "out");
        Assert.Equal(Variable("dynamic", "b"), producer.ToString());
        Assert.Equal(Variable("dynamic", "a"), Placeholder.OutputOf(producer, "out").ToString());
    }

    [Fact]
    public void The_json_is_that_of_nix_byte_for_byte()
    {
        Assert.Equal(Text("show.json"), Encoding.UTF8.GetString(DerivationJson.WriteAll(_derivations)) + "\n");
        Assert.Equal(Text("show-pretty.json"), Encoding.UTF8.GetString(DerivationJson.WriteAll(_derivations, indented: true)) + "\n");
    }

    [Fact]
    public void Out_of_json_comes_the_same_text() => Assert.All(
        _derivations, pair => Assert.Equal(_texts[pair.Key], DerivationText.Write(DerivationJson.Read(DerivationJson.Write(pair.Value)))));

    private static StorePath PathOf(string name) => _derivations.Single(pair => pair.Value.Name == name).Key;

    private static string Variable(string derivation, string name) =>
        _derivations[PathOf(derivation)].Environment.Single(pair => pair.Key == new DerivationString(name)).Value.ToString();

    private static string Text(string name) => File.ReadAllText(Path.Combine(_folder, name));
}
