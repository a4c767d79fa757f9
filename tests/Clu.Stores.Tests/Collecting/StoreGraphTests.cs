using Clu.Binary;
using Clu.Nix.Hashing;
using Clu.Nix.StorePaths;
using Clu.Stores.Collecting;

namespace Clu.Stores.Tests.Collecting;

public sealed class StoreGraphTests
{
    [Fact]
    public void What_a_root_refers_to_lives_however_deep()
    {
        StoreGraph graph = new(Enumerable.Range(0, 100_000).Select(i => Node($"n{i}", [$"n{i + 1}"])));
        Assert.Equal(100_000 - 5, Live(graph, KeepRules.Default, "n5").Count);
    }

    [Theory]
    [InlineData(false, false, "out,src")]
    [InlineData(false, true, "a.drv,b.drv,out,src")]
    [InlineData(true, true, "a.drv,b.drv,dep,out,src")]
    public void Derivations_and_outputs_are_kept_as_the_rules_say(bool outputs, bool derivations, string expected)
    {
        StoreGraph graph = new([
            Node("out", ["src"], deriver: "a.drv"),
            Node("src", []),
            Node("a.drv", ["b.drv"], outputs: ["out", "none"]),
            Node("b.drv", [], outputs: ["dep"]),
            Node("dep", [], deriver: "b.drv"),
            Node("dead", []),
        ]);
        Assert.Equal(expected, string.Join(',', Live(graph, new KeepRules(outputs, derivations), "out").Select(path => path.Name).Order()));
    }

    [Fact]
    public void Who_refers_goes_before_what_is_referred_to()
    {
        StoreGraph graph = new([Node("low", []), Node("mid", ["low", "mid"]), Node("top", ["mid", "low"]), Node("alone", [])]);
        string[] order = [.. graph.ReferrersFirst(graph.Nodes.Select(node => node.Path).ToHashSet()).Select(node => node.Path.Name)];
        Assert.Equal(4, order.Length);
        Assert.Equal(["top", "mid", "low"], order.Where(name => name != "alone"));
    }

    [Fact]
    public void References_in_a_circle_are_refused()
    {
        StoreGraph graph = new([Node("a", ["b"]), Node("b", ["c"]), Node("c", ["a"]), Node("d", ["a"])]);
        HashSet<StorePath> all = [.. graph.Nodes.Select(node => node.Path)];
        Assert.Equal("CLU0363", Assert.Throws<CluException>(() => graph.ReferrersFirst(all)).Code);
        Assert.Equal(4, Live(graph, KeepRules.Default, "d").Count);
    }

    private static HashSet<StorePath> Live(StoreGraph graph, KeepRules rules, params string[] roots)
    {
        HashSet<StorePath> live = [];
        graph.Enliven(live, roots.Select(PathOf), rules);
        return live;
    }

    private static StoreNode Node(string name, string[] references, string? deriver = null, string[]? outputs = null) =>
        new(PathOf(name), 1, [.. references.Select(PathOf)], deriver is null ? null : PathOf(deriver), [.. (outputs ?? []).Select(PathOf)]);

    private static StorePath PathOf(string name) => StorePath.Create(Hash.Of(HashAlgorithm.Sha1, System.Text.Encoding.UTF8.GetBytes(name)).Bytes, name);
}
