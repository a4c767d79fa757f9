using Clu.Binary;
using Clu.Nix.ContentAddresses;
using Clu.Nix.Hashing;
using Clu.Nix.StorePaths;

namespace Clu.Nix.Tests.Fixtures;

public class StorePathVectorTests
{
    [Fact]
    public void Paths_of_content_addresses_are_those_of_the_others() =>
        Assert.All(Vectors.Rows("store-path-from-content-address").Where(row => row[0] is "text" or "flat" or "nar"), row =>
        {
            ContentAddressMethod method = Enum.Parse<ContentAddressMethod>(row[0], ignoreCase: true);
            StorePath[] others = row[4] == "-" ? [] : [.. row[4].Split(',').Select(StoreDirectory.Default.Parse)];
            ContentAddress address = new(method, Hash.Parse($"{row[1]}:{row[2]}"));
            StorePath path = StorePathFactory.Default.FromContentAddress(row[3], address, new StoreReferences(others, bool.Parse(row[5])));
            Assert.Equal(row[6], StoreDirectory.Default.Print(path));
        });

    [Fact]
    public void Only_canonical_paths_are_read() => Assert.All(Vectors.Rows("store-path-parse").Where(row => !row[0].Contains(' ')), row =>
    {
        // Lenient parsers normalise some; Nix itself decides where others disagree.
        bool valid = row[1] == "accept";
        Assert.Equal(valid, StoreDirectory.Default.TryParse(row[0], out StorePath? path));
        if (!valid)
        {
            Assert.Throws<MalformedDataException>(() => StoreDirectory.Default.Parse(row[0]));
            return;
        }

        Assert.Equal(row[0], StoreDirectory.Default.Print(path!));
        foreach (string detail in row[2].Split(' ').Where(detail => detail.Contains('=')))
        {
            (string key, string value) = (detail[..detail.IndexOf('=')], detail[(detail.IndexOf('=') + 1)..]);
            byte[] digest = new byte[StorePath.HashPartSize];
            Assert.True(Nix32.TryDecode(path!.HashPart, digest));
            Assert.Equal(value, key == "name" ? path.Name : Convert.ToHexStringLower(digest));
        }
    });

    [Fact]
    public void Content_addresses_are_read_as_the_others_do() => Assert.All(Vectors.Rows("content-address-parse"), row =>
    {
        if (row[1].StartsWith("accept", StringComparison.Ordinal))
            Assert.Equal(row[0], ContentAddress.Parse(row[0]).ToString());
        else
            Assert.Throws<MalformedDataException>(() => ContentAddress.Parse(row[0]));
    });
}
