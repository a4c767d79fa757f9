using Clu.Binary;
using Clu.Systems.Debian;
using Clu.Systems.Toml;

namespace Clu.Systems.Tests.Debian;

public sealed class ControlFileTests
{
    [Fact]
    public void Paragraphs_are_parted_by_empty_lines_and_fields_may_go_on()
    {
        IReadOnlyDictionary<string, string>[] paragraphs = [.. ControlFile.Read("A: 1\nLong: x\n y\n\n\nb: 2\n")];

        Assert.Equal(2, paragraphs.Length);
        Assert.Equal("x\ny", paragraphs[0]["long"]);
        Assert.Equal("2", paragraphs[1]["B"]);
    }

    [Fact]
    public void A_line_that_is_no_field_is_refused() =>
        Assert.Equal("CLU0433", Assert.Throws<CluException>(() => ControlFile.Read("no field").ToArray()).Code);

    [Fact]
    public void Relations_lose_versions_machines_and_profiles() => Assert.Equal(
        [["libc6"], ["a", "b"], ["python3"]],
        ControlFile.Relations("libc6 (>= 2.38), a [amd64] | b<!nocheck>,python3:any"));

    [Theory]
    [InlineData("pyton3", "python3")]
    [InlineData("jqq", "jq")]
    [InlineData("completely-else", null)]
    public void The_nearest_name_is_found(string wrong, string? expected) =>
        Assert.Equal(expected, EditDistance.Nearest(wrong, ["bash", "jq", "python3"]));
}
