using System.Text;
using Clu.Binary;
using Clu.Nix.Flakes;
using Clu.Nix.Hashing;
using Clu.Nix.StorePaths;

namespace Clu.Nix.Tests.Flakes;

/// <summary>Which store objects a lock file means; Nix itself judges the paths in the conformance tests.</summary>
public sealed class FlakeInputsTests
{
    [Fact]
    public void Inputs_of_inputs_are_found_once_by_the_shortest_way()
    {
        FlakeLock locked = Lock(
            ("root", "\"inputs\": { \"a\": \"a\", \"z\": \"c\" }"),
            ("a", $"\"inputs\": {{ \"b\": \"b\", \"c\": \"c\" }}, {Locked('1')}"),
            ("b", Locked('2')),
            ("c", Locked('3')));

        Assert.Equal([("a", Path('1')), ("z", Path('3')), ("a/b", Path('2'))], FlakeInputs.Of(locked).Select(input => (input.Name, input.Path)));
    }

    [Fact]
    public void An_input_that_follows_another_has_its_path()
    {
        FlakeLock locked = Lock(
            ("root", "\"inputs\": { \"a\": \"a\", \"b\": [\"a\", \"b\"] }"), ("a", $"\"inputs\": {{ \"b\": \"b\" }}, {Locked('1')}"), ("b", Locked('2')));

        Assert.Equal(Path('2'), FlakeInputs.Direct(locked)["b"].Path);
        Assert.Equal(["a", "a/b"], FlakeInputs.Of(locked).Select(input => input.Name));
    }

    [Fact]
    public void What_lies_in_another_input_is_no_object_of_its_own()
    {
        FlakeLock locked = Lock(("root", "\"inputs\": { \"a\": \"a\" }"), ("a", "\"locked\": { \"type\": \"path\", \"path\": \"./a\" }, \"parent\": []"));
        Assert.Empty(FlakeInputs.Of(locked));
    }

    [Theory]
    [InlineData("\"locked\": { \"type\": \"git\", \"url\": \"https://example.org\" }")]
    [InlineData("\"locked\": { \"type\": \"git\", \"url\": \"https://example.org\", \"narHash\": \"nonsense\" }")]
    public void An_input_without_a_hash_is_refused_by_name(string node) => Assert.Contains(
        "'a'", Assert.Throws<MalformedDataException>(() => FlakeInputs.Of(Lock(("root", "\"inputs\": { \"a\": \"a\" }"), ("a", node)))).Message, StringComparison.Ordinal);

    [Fact]
    public void Inputs_that_follow_one_another_in_a_circle_are_refused() => Assert.Throws<MalformedDataException>(
        () => FlakeInputs.Direct(Lock(("root", "\"inputs\": { \"a\": [\"b\"], \"b\": [\"a\"] }"))));

    private static FlakeLock Lock(params (string Key, string Members)[] nodes) => FlakeLock.Parse(Encoding.UTF8.GetBytes(
        $"{{ \"nodes\": {{ {string.Join(", ", nodes.Select(node => $"\"{node.Key}\": {{ {node.Members} }}"))} }}, \"root\": \"root\", \"version\": 7 }}"));

    private static string Locked(char digit) => $"\"locked\": {{ \"type\": \"tarball\", \"url\": \"https://example.org/{digit}\", \"narHash\": \"{HashOf(digit).Format(HashEncoding.Sri)}\" }}";

    private static StorePath Path(char digit) => StorePathFactory.Default.Source("source", HashOf(digit), StoreReferences.None);

    private static Hash HashOf(char digit) => Hash.Of(HashAlgorithm.Sha256, [(byte)digit]);
}
