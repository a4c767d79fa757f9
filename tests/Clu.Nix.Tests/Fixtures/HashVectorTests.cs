using System.Text;
using Clu.Binary;
using Clu.Nix.Hashing;

namespace Clu.Nix.Tests.Fixtures;

public class HashVectorTests
{
    [Fact]
    public void Nix32_is_that_of_the_others() => Assert.All(Vectors.Rows("nix-base32"), row =>
    {
        byte[] bytes = row[2] == "ok" ? Convert.FromHexString(row[1]) : new byte[Nix32.DecodedLength(row[0].Length)];
        byte[] read = new byte[bytes.Length];
        Assert.Equal(row[2] == "ok", Nix32.TryDecode(row[0], read));
        if (row[2] != "ok")
            return;
        Assert.Equal(bytes, read);
        Assert.Equal(row[0], Nix32.Encode(bytes));
    });

    [Fact]
    public void Hashes_of_texts_are_those_of_nix() => Assert.All(Vectors.Rows("hash-flat"), row =>
    {
        Hash hash = Hash.Of(Algorithm(row[0]), Encoding.UTF8.GetBytes(row[1]));
        string format = row[2].Split(' ')[0];
        Assert.Equal(row[3], format switch
        {
            "base16" => hash.Digits(HashEncoding.Base16),
            "base32" => hash.Digits(HashEncoding.Nix32),
            _ => hash.Format(HashEncoding.Sri),
        });
    });

    [Fact]
    public void Encodings_are_those_of_nix() => Assert.All(Vectors.Rows("hash-encodings"), row =>
    {
        HashAlgorithm algorithm = Algorithm(row[0]);
        Hash hash = Hash.Parse(row[4]);
        Assert.Equal(row[1], hash.Digits(HashEncoding.Base16));
        Assert.Equal(row[2], hash.Digits(HashEncoding.Nix32));
        Assert.Equal(row[3], hash.Digits(HashEncoding.Base64));
        Assert.All(row[1..4], digits => Assert.Equal(hash, Hash.Parse(digits, algorithm)));
        Assert.All(row[1..4], digits => Assert.Equal(hash, Hash.Parse($"{row[0]}:{digits}")));
    });

    [Fact]
    public void Odd_hashes_are_read_as_nix_does_but_for_text_behind_the_padding() => Assert.All(Vectors.Rows("hash-parse-edge"), row =>
    {
        string[] input = row[0].Split(" with --hash-algo ");
        HashAlgorithm? wanted = input.Length > 1 ? Algorithm(input[1]) : null;
        if (row[2].StartsWith("accept", StringComparison.Ordinal) && !row[0].EndsWith("cheesecake", StringComparison.Ordinal))
            Assert.Equal(row[1], Hash.Parse(input[0]).ToString());
        else
            Assert.Throws<MalformedDataException>(() => wanted is { } algorithm ? Hash.Parse(input[0], algorithm) : Hash.Parse(input[0]));
    });

    private static HashAlgorithm Algorithm(string label)
    {
        Assert.True(HashAlgorithms.TryFind(label, out HashAlgorithm algorithm));
        return algorithm;
    }
}
