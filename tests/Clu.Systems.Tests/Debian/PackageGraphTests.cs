using Clu.Systems.Debian;

namespace Clu.Systems.Tests.Debian;

public sealed class PackageGraphTests
{
    [Fact]
    public void What_is_needed_stands_before_what_needs_it()
    {
        IReadOnlyList<PackageGroup> groups = PackageGraph.Groups([Package("a", "c"), Package("b"), Package("c", "b")]);

        Assert.Equal(["b-1", "c-1", "a-1"], groups.Select(group => group.ObjectName));
        Assert.Equal([[], [0], [1]], groups.Select(group => group.Needs));
    }

    [Fact]
    public void A_circle_is_one_group_named_after_its_first_member()
    {
        IReadOnlyList<PackageGroup> groups = PackageGraph.Groups([Package("z", "y"), Package("y", "x"), Package("x", "z", "w"), Package("w")]);

        Assert.Equal(["w-1", "x-1"], groups.Select(group => group.ObjectName));
        Assert.Equal(["x", "y", "z"], groups[1].Packages.Select(package => package.Name));
        Assert.Equal([0], groups[1].Needs);
    }

    [Fact]
    public void A_need_is_met_by_the_first_alternative_that_is_there_then_by_who_provides_it()
    {
        DebianPackage provider = Package("p") with { Provides = ["virtual"] };
        DebianPackage user = Package("u") with { Needs = [["absent", "real", "other"], ["gone", "virtual"], ["nowhere"]] };

        IReadOnlyList<PackageGroup> groups = PackageGraph.Groups([user, provider, Package("real"), Package("other")]);

        Assert.Equal(["p-1", "real-1"], groups.Single(group => group.ObjectName == "u-1").Needs.Select(need => groups[need].ObjectName));
    }

    [Theory]
    [InlineData("1:2.3~rc1-4", "n-2.3_rc1-4")]
    [InlineData("5.2+b5", "n-5.2+b5")]
    public void An_object_name_has_no_epoch_and_no_tilde(string version, string expected) =>
        Assert.Equal(expected, new PackageGroup([Package("n") with { Version = version }], []).ObjectName);

    private static DebianPackage Package(string name, params string[] needs) => new()
    {
        Name = name,
        Version = "1",
        Architecture = "all",
        Size = 1,
        Sha256 = name,
        Needs = [.. needs.Select(need => (string[])[need])],
    };
}
