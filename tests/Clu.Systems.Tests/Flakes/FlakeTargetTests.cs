using Clu.Binary;
using Clu.Systems.Flakes;

namespace Clu.Systems.Tests.Flakes;

public class FlakeTargetTests
{
    [Theory]
    [InlineData(".#laptop", ".", "laptop")]
    [InlineData("#laptop", ".", "laptop")]
    [InlineData(".", ".", null)]
    [InlineData("./media#", "./media", null)]
    [InlineData("github:me/config/main#server", "github:me/config/main", "server")]
    [InlineData("git+https://example.org/x?dir=a/b#my.host", "git+https://example.org/x?dir=a/b", "my.host")]
    [InlineData(".#nixosConfigurations.laptop", ".", "laptop")]
    [InlineData(".#nixosConfigurations.\"my.host\"", ".", "my.host")]
    [InlineData("nixpkgs#x", "nixpkgs", "x")]
    public void Parse_takes_a_target_apart(string text, string flake, string? name) =>
        Assert.Equal(new FlakeTarget(flake, name), FlakeTarget.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("laptop")]
    [InlineData("-x#y")]
    [InlineData(".#a\"b")]
    [InlineData(".#${x}")]
    [InlineData(".#a\\b")]
    [InlineData(".#a\nb")]
    public void Parse_refuses_what_names_nothing_or_would_be_more_than_a_name(string text) =>
        Assert.Equal("CLU0702", Assert.Throws<CluException>(() => FlakeTarget.Parse(text)).Code);

    [Fact]
    public void A_bare_word_is_told_how_to_become_a_target() =>
        Assert.Contains("'.#laptop'", Assert.Throws<CluException>(() => FlakeTarget.Parse("laptop")).Hint!, StringComparison.Ordinal);

    [Fact]
    public void Names_with_dots_are_one_attribute() =>
        Assert.Equal("x#nixosConfigurations.\"a.b\".config.system.build.toplevel", new FlakeTarget("x", "a.b").Installable("toplevel"));
}
