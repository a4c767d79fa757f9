using Clu.Binary;
using Clu.Nix.Hashing;
using Clu.Nix.Signatures;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Nix.Tests.Fixtures;

namespace Clu.Nix.Tests.Signatures;

public class SignatureTests
{
    private const string Text = "a-1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==";

    private static readonly StoreObjectInfo _object = new()
    {
        Path = StorePath.Parse("5xd714cbfnkz02h2vbsj4fm03x3f15nf-baz"),
        NarHash = Hash.Of(HashAlgorithm.Sha256, "abc"u8),
        NarSize = 160,
        References = [StorePath.Parse("vxjiwkjkn7x4079qvh1jkl5pn05j2aw0-foo")],
    };

    [Fact]
    public void Fingerprint_is_path_hash_size_and_references() => Assert.Equal(
        "1;/nix/store/5xd714cbfnkz02h2vbsj4fm03x3f15nf-baz;sha256:1b8m03r63zqhnjf7l5wnldhh7c134ap5vpj0850ymkq1iyzicy5s;160;"
        + "/nix/store/vxjiwkjkn7x4079qvh1jkl5pn05j2aw0-foo",
        Fingerprint.Of(_object));

    [Fact]
    public void Signatures_are_judged_as_by_the_others() => Assert.All(Vectors.Rows("signature-verify"), row =>
        Assert.Equal(
            row[3].StartsWith("valid", StringComparison.Ordinal), PublicKey.Parse(row[0]).Verifies(row[1], Signature.Parse(row[2]))));

    [Fact]
    public void Malformed_texts_are_refused_but_for_missing_padding() => Assert.All(Vectors.Rows("key-and-signature-parse-errors"), row =>
    {
        string text = row[1].Replace("\\n", "\n", StringComparison.Ordinal);
        if (row[2].Contains("Nix itself is lenient", StringComparison.Ordinal))
        {
            Assert.Equal($"{text}=", PublicKey.Parse(text).ToString());
            return;
        }

        Action parse = row[0] switch
        {
            "public key" => () => PublicKey.Parse(text),
            "secret key" => () => SecretKey.Parse(text),
            _ => () => Signature.Parse(text),
        };
        Assert.Throws<MalformedDataException>(parse);
    });

    [Fact]
    public void A_signature_reads_and_writes_back_the_same()
    {
        Assert.Equal(Text, Signature.Parse(Text).ToString());
        Assert.Equal("a-1", Signature.Parse(Text).KeyName);
        Assert.Equal(new byte[64], Signature.Parse(Text).ToBytes());
    }

    [Fact]
    public void What_a_key_signs_its_public_key_verifies_and_no_other()
    {
        using SecretKey key = SecretKey.Create("k-1", new byte[32]);
        using SecretKey other = SecretKey.Create("k-1", [.. Enumerable.Repeat((byte)1, 32)]);
        Signature signature = key.Sign("text");
        Assert.True(key.PublicKey.Verifies("text", signature));
        Assert.False(key.PublicKey.Verifies("texT", signature));
        Assert.False(other.PublicKey.Verifies("text", signature));
    }

    [Fact]
    public void A_secret_key_reads_and_writes_back_the_same()
    {
        using SecretKey key = SecretKey.Create("k-1", new byte[32]);
        using SecretKey read = SecretKey.Parse(key.Export());
        Assert.Equal(key.Export(), read.Export());
        Assert.Equal(key.PublicKey, read.PublicKey);
    }

    [Fact]
    public void Halves_that_do_not_belong_together_are_refused_without_showing_them()
    {
        using SecretKey key = SecretKey.Create("k-1", new byte[32]);
        string wrong = key.Export()[..^8] + "AAAAAA==";
        MalformedDataException error = Assert.Throws<MalformedDataException>(() => SecretKey.Parse(wrong));
        Assert.Equal(MalformedReason.Inconsistent, error.Reason);
        Assert.DoesNotContain(wrong[10..20], error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(wrong[10..20], Assert.Throws<MalformedDataException>(() => SecretKey.Parse(wrong[..^9])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a:b")]
    [InlineData("a b")]
    public void A_name_that_signatures_cannot_hold_is_refused(string name) =>
        Assert.Equal("CLU0107", Assert.Throws<CluException>(() => SecretKey.Create(name, new byte[32])).Code);

    [Fact]
    public void Only_signatures_of_trusted_keys_count()
    {
        using SecretKey key = SecretKey.Create("k-1", new byte[32]);
        using SecretKey stranger = SecretKey.Create("s-1", new byte[32]);
        Signature good = key.Sign(Fingerprint.Of(_object));
        StoreObjectInfo signed = _object with { Signatures = [stranger.Sign(Fingerprint.Of(_object)), good, key.Sign("another text")] };
        Assert.Equal([good], new TrustedKeys([key.PublicKey]).Valid(signed));
        Assert.Empty(TrustedKeys.None.Valid(signed));
        Assert.Empty(new TrustedKeys([key.PublicKey]).Valid(signed with { NarSize = 161 }));
    }
}
