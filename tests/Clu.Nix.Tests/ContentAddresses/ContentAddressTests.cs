using Clu.Binary;
using Clu.Nix.ContentAddresses;
using Clu.Nix.Hashing;
using Clu.Nix.StorePaths;
using CsCheck;
using Hash = Clu.Nix.Hashing.Hash;

namespace Clu.Nix.Tests.ContentAddresses;

public class ContentAddressTests
{
    private static readonly Hash _sha256 = Hash.Of(HashAlgorithm.Sha256, "abc"u8);
    private static readonly StorePath _other = StorePath.Parse("g1w7hy3qg1w7hy3qg1w7hy3qg1w7hy3q-bar");

    [Theory]
    [InlineData("text:sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", "text:sha256:1b8m03r63zqhnjf7l5wnldhh7c134ap5vpj0850ymkq1iyzicy5s")]
    [InlineData("fixed:sha256:ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=", "fixed:sha256:1b8m03r63zqhnjf7l5wnldhh7c134ap5vpj0850ymkq1iyzicy5s")]
    [InlineData("fixed:r:sha1:a9993e364706816aba3e25717850c26c9cd0d89d", "fixed:r:sha1:kpcd173cq987hw957sx6m0868wv3x6d9")]
    public void Any_digits_become_nix_base_32(string text, string canonical) => Assert.Equal(canonical, ContentAddress.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("fixed")]
    [InlineData("fixed:")]
    [InlineData("fixed:r")]
    [InlineData("fixed:r:")]
    [InlineData("fixed:r:r:sha256:1b8m03r63zqhnjf7l5wnldhh7c134ap5vpj0850ymkq1iyzicy5s")]
    [InlineData("fixed:text:sha256:1b8m03r63zqhnjf7l5wnldhh7c134ap5vpj0850ymkq1iyzicy5s")]
    [InlineData("text:r:sha256:1b8m03r63zqhnjf7l5wnldhh7c134ap5vpj0850ymkq1iyzicy5s")]
    [InlineData("fixed:sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=")]
    [InlineData("FIXED:sha256:1b8m03r63zqhnjf7l5wnldhh7c134ap5vpj0850ymkq1iyzicy5s")]
    [InlineData("fixed:SHA256:1b8m03r63zqhnjf7l5wnldhh7c134ap5vpj0850ymkq1iyzicy5s")]
    [InlineData(" fixed:sha256:1b8m03r63zqhnjf7l5wnldhh7c134ap5vpj0850ymkq1iyzicy5s")]
    [InlineData("fixed:sha256:1b8m03r63zqhnjf7l5wnldhh7c134ap5vpj0850ymkq1iyzicy5s\n")]
    public void Other_texts_are_refused(string text) => Assert.Throws<MalformedDataException>(() => ContentAddress.Parse(text));

    [Fact]
    public void Git_addresses_are_said_to_be_unsupported() => Assert.Equal(
        MalformedReason.Unsupported, Assert.Throws<MalformedDataException>(() => ContentAddress.Parse("fixed:git:sha1:kpcd173cq987hw957sx6m0868wv3x6d9")).Reason);

    [Fact]
    public void Cut_off_addresses_are_refused()
    {
        const string Text = "fixed:r:sha256:1b8m03r63zqhnjf7l5wnldhh7c134ap5vpj0850ymkq1iyzicy5s";
        for (int length = 0; length < Text.Length; length++)
            Assert.Throws<MalformedDataException>(() => ContentAddress.Parse(Text[..length]));
    }

    [Fact]
    public void Any_address_comes_back_from_its_text() => Gen.Select(Gen.Int[0, 2], Gen.Int[0, 3], Gen.Byte.Array[64]).Sample((method, index, bytes) =>
    {
        ContentAddressMethod kind = Enum.GetValues<ContentAddressMethod>()[method];
        HashAlgorithm algorithm = kind == ContentAddressMethod.Text ? HashAlgorithm.Sha256 : Enum.GetValues<HashAlgorithm>()[index];
        ContentAddress address = new(kind, new Hash(algorithm, bytes.AsSpan(0, algorithm.Size())));
        Assert.Equal(address, ContentAddress.Parse(address.ToString()));
    });

    [Fact]
    public void A_text_has_sha256() =>
        Assert.Throws<ArgumentException>(() => new ContentAddress(ContentAddressMethod.Text, Hash.Of(HashAlgorithm.Sha1, [])));

    [Fact]
    public void References_go_with_texts_and_sha256_archives_only()
    {
        Refuses(new ContentAddress(ContentAddressMethod.Flat, _sha256), new StoreReferences([_other]));
        Refuses(new ContentAddress(ContentAddressMethod.Nar, Hash.Of(HashAlgorithm.Sha512, [])), new StoreReferences([], Self: true));
        Refuses(new ContentAddress(ContentAddressMethod.Text, _sha256), new StoreReferences([_other], Self: true));

        static void Refuses(ContentAddress address, StoreReferences references) =>
            Assert.Equal("CLU0104", Assert.Throws<CluException>(() => StorePathFactory.Default.FromContentAddress("a", address, references)).Code);
    }

    [Fact]
    public void The_store_directory_is_part_of_a_path()
    {
        ContentAddress address = new(ContentAddressMethod.Nar, _sha256);
        StorePath here = StorePathFactory.Default.FixedOutput("a", address);
        Assert.NotEqual(here, new StorePathFactory(new StoreDirectory("/gnu/store")).FixedOutput("a", address));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("ä")]
    [InlineData("..")]
    public void Names_are_checked(string name) => Assert.Equal(
        "CLU0102", Assert.Throws<CluException>(() => StorePathFactory.Default.FixedOutput(name, new ContentAddress(ContentAddressMethod.Nar, _sha256))).Code);
}
