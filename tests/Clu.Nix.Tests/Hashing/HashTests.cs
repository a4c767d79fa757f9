using Clu.Binary;
using Clu.Nix.Hashing;
using CsCheck;
using Hash = Clu.Nix.Hashing.Hash;

namespace Clu.Nix.Tests.Hashing;

public class HashTests
{
    // nix-hash --type sha256 --flat --base32 / --to-sri of a file that holds "abc", Nix 2.8.
    [Theory]
    [InlineData(HashEncoding.Base16, "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    [InlineData(HashEncoding.Nix32, "sha256:1b8m03r63zqhnjf7l5wnldhh7c134ap5vpj0850ymkq1iyzicy5s")]
    [InlineData(HashEncoding.Base64, "sha256:ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=")]
    [InlineData(HashEncoding.Sri, "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=")]
    public void Format_and_parse_agree_with_nix(HashEncoding encoding, string text)
    {
        Hash hash = Hash.Of(HashAlgorithm.Sha256, "abc"u8);
        Assert.Equal(text, hash.Format(encoding));
        Assert.Equal(hash, Hash.Parse(text));
    }

    [Theory]
    [InlineData("sha256:")]
    [InlineData("sha256")]
    [InlineData("sha1:12345")]
    [InlineData("sha384-o4UVSl89mIB0sFUK")]
    [InlineData("a9993e364706816aba3e25717850c26c9cd0d89d")]
    [InlineData("sha256:1rjs6c2tnyf8zkmf7yxglz2q2m7v5kp51nc2m0lk4h998d0qiixs")]
    public void Parse_refuses_what_is_no_hash(string text) => Assert.Throws<MalformedDataException>(() => Hash.Parse(text));

    [Theory]
    [InlineData("zz")]
    [InlineData("c0")]
    public void Nix32_refuses_bits_that_no_byte_holds(string digits) => Assert.False(Nix32.TryDecode(digits, new byte[1]));

    [Fact]
    public void Nix32_reads_what_it_writes() => Gen.Byte.Array[0, 70].Sample(bytes =>
    {
        byte[] read = new byte[bytes.Length];
        Assert.True(Nix32.TryDecode(Nix32.Encode(bytes), read));
        Assert.Equal(bytes, read);
    });

    [Fact]
    public void Any_hash_comes_back_from_every_encoding() => Gen.Select(Gen.Int[0, 3], Gen.Byte.Array[64]).Sample((index, bytes) =>
    {
        HashAlgorithm algorithm = Enum.GetValues<HashAlgorithm>()[index];
        Hash hash = new(algorithm, bytes.AsSpan(0, algorithm.Size()));
        foreach (HashEncoding encoding in Enum.GetValues<HashEncoding>())
        {
            Assert.Equal(hash, Hash.Parse(hash.Format(encoding)));
            if (encoding != HashEncoding.Sri)
                Assert.Equal(hash, Hash.Parse(hash.Digits(encoding), algorithm));
        }
    });

    /// <summary>But for SRI's padding, which may be missing.</summary>
    [Fact]
    public void Hashes_cut_off_at_any_character_or_with_one_more_are_refused()
    {
        foreach (HashAlgorithm algorithm in Enum.GetValues<HashAlgorithm>())
        {
            foreach (HashEncoding encoding in Enum.GetValues<HashEncoding>())
            {
                string text = Hash.Of(algorithm, "abc"u8).Format(encoding);
                string least = encoding == HashEncoding.Sri ? text.TrimEnd('=') : text;
                for (int length = 0; length < least.Length; length++)
                    Assert.Throws<MalformedDataException>(() => Hash.Parse(text[..length]));
                foreach (string more in (string[])["0", " ", "\n", "\0", "é"])
                    Assert.Throws<MalformedDataException>(() => Hash.Parse(text + more));
            }
        }
    }

    [Fact]
    public void A_megabyte_of_digits_is_refused() =>
        Assert.Throws<MalformedDataException>(() => Hash.Parse("sha256:" + new string('0', 1 << 20)));
}
