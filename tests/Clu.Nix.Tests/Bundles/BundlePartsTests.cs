using System.Text;
using Clu.Binary;
using Clu.Nix.Bundles;

namespace Clu.Nix.Tests.Bundles;

public sealed class BundlePartsTests
{
    // The sums are those of parts of zeros, as sha256sum prints them: truncate -s 1M u.001; truncate -s 1 u.002; sha256sum u.00?
    private const string Golden = """
        # clu bundle in parts, version 1; cat joins them
        # size 1048577, each 1048576
        # head de2f256064a0af797747c2b97505dc0b9f3df0de4f489eac731c23ae9ca9cc31
        30e14955ebf1352266dc2ff8067e68104607e750abb9d3b36582b8af909fcb58  u.001
        # head 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d
        6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d  u.002

        """;

    [Fact]
    public void A_list_is_read_and_written_back()
    {
        BundleParts parts = Read(Golden);
        Assert.Equal((1048577, 1048576), (parts.Size, parts.PartSize));
        Assert.Equal([("u.001", 1048576), ("u.002", 1)], parts.Parts.Select(part => (part.Name, part.Length)));
        Assert.Equal(Golden, Encoding.UTF8.GetString(BundlePartsText.Write(parts)));
    }

    [Fact]
    public void Read_refuses_a_text_cut_off_anywhere_or_with_more_behind()
    {
        for (int length = 0; length < Golden.Length; length++)
            Assert.Throws<MalformedDataException>(() => Read(Golden[..length]));
        foreach (string rest in new[] { "\n", "x", "# head\nx\n", "\0" })
            Assert.Throws<MalformedDataException>(() => Read(Golden + rest));
    }

    [Theory]
    [InlineData("version 1", "version 2")]
    [InlineData("size 1048577", "size 1048576")]
    [InlineData("size 1048577", "size 2097153")]
    [InlineData("size 1048577", "size 99999999999999999999")]
    [InlineData("size 1048577", "size 9223372036854775807")]
    [InlineData("size 1048577", "size 0")]
    [InlineData("size 1048577", "size -1")]
    [InlineData("each 1048576", "each 0")]
    [InlineData("each 1048576", "each 4294967296")]
    [InlineData("u.002", "u.003")]
    [InlineData("u.002", "u.001")]
    [InlineData("u.002", "v.002")]
    [InlineData("u.002", "../u.002")]
    [InlineData("u.002", "u.002\r")]
    [InlineData("  u.002", " *u.002")]
    [InlineData("# head 6e", "# head 6E")]
    public void Read_refuses_a_text_that_is_not_the_one_of_its_parts(string old, string changed) =>
        Assert.Throws<MalformedDataException>(() => Read(Golden.Replace(old, changed, StringComparison.Ordinal)));

    [Fact]
    public void Names_of_parts_sort_as_the_parts_follow()
    {
        string[] names = [.. Enumerable.Range(0, BundleLimits.MaxParts).Select(i => BundleParts.NameOf("u.bundle", i))];
        Assert.Equal(names, names.Order(StringComparer.Ordinal));
        Assert.All(names, name => Assert.Equal("u.bundle", BundleParts.StemOf(name)));
        Assert.Equal("u.bundle", BundleParts.StemOf("u.bundle"));
        Assert.True(BundleLimits.MaxPartSize < 1L << 32);
    }

    private static BundleParts Read(string text) => BundlePartsText.Read(Encoding.UTF8.GetBytes(text));
}
