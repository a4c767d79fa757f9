using System.Text;
using Clu.Binary;
using Clu.Nix.Bundles;
using Clu.Nix.Hashing;
using Clu.Nix.Signatures;

namespace Clu.Nix.Tests.Bundles;

public sealed class BundleIndexTests
{
    // The narinfo is one that Nix 2.8 wrote (nix copy --to 'file://cache?compression=zstd'), with the name of its file changed.
    private const string Golden = """
        Bundle: 1
        StoreDir: /nix/store
        BaseName: my-medium
        Root: 5xd714cbfnkz02h2vbsj4fm03x3f15nf-baz
        Root: mr1s7z19ss3m9iv5l16gn3245p3r08b7-hello
        Base: mr1s7z19ss3m9iv5l16gn3245p3r08b7-hello
        Base: vxjiwkjkn7x4079qvh1jkl5pn05j2aw0-foo

        StorePath: /nix/store/5xd714cbfnkz02h2vbsj4fm03x3f15nf-baz
        URL: 5xd714cbfnkz02h2vbsj4fm03x3f15nf.nar.zst
        Compression: zstd
        FileHash: sha256:09j3mvsgjwy7qrr393s6bbjrw5pjy9kb7p36xhfrm4dy565b4qd9
        FileSize: 102
        NarHash: sha256:0m29vxh7maf5ml5dyq7vy0ah53zah45pvy8yk5y8la4nnla95gfi
        NarSize: 160
        References: 5xd714cbfnkz02h2vbsj4fm03x3f15nf-baz vxjiwkjkn7x4079qvh1jkl5pn05j2aw0-foo
        Deriver: 7rwcy7jhh0sclsgivr7mlc3vsiilcbay-sattrs.drv
        Sig: test1:JAGXWP0qa8hwP3VeUdIhZf2GT4DFSFpjruAmamNQvjzUvPOq93SDidMQPeeBx1c2ydyNWYfeUbIzTikJvPc0CQ==

        End: 1

        """;

    [Fact]
    public void An_index_is_read_and_written_back()
    {
        BundleIndex index = Read(Golden);
        Assert.Equal("my-medium", index.BaseName);
        Assert.Equal(["baz", "hello"], index.Roots.Select(path => path.Name));
        Assert.Equal(["hello", "foo"], index.Base.Select(path => path.Name));
        Assert.Equal((160, 102), (index.NarSize, index.FileSize));
        Assert.Equal(Golden, Encoding.UTF8.GetString(BundleIndexText.Write(index)));
    }

    [Fact]
    public void The_base_is_named_by_its_paths()
    {
        // printf '%s\n' mr1s7z19ss3m9iv5l16gn3245p3r08b7-hello vxjiwkjkn7x4079qvh1jkl5pn05j2aw0-foo | sha256sum
        Assert.Equal(
            Hash.Of(HashAlgorithm.Sha256, "mr1s7z19ss3m9iv5l16gn3245p3r08b7-hello\nvxjiwkjkn7x4079qvh1jkl5pn05j2aw0-foo\n"u8), Read(Golden).BaseDigest);
    }

    [Fact]
    public void Read_refuses_a_text_cut_off_anywhere()
    {
        for (int length = 0; length < Golden.Length; length++)
            Assert.ThrowsAny<CluException>(() => Read(Golden[..length]));
    }

    [Fact]
    public void Read_refuses_bytes_behind_the_end()
    {
        foreach (string rest in new[] { "\n", "\n\n", "x", "Sig: x\n", "\0" })
            Assert.ThrowsAny<CluException>(() => Read(Golden + rest));
    }

    [Theory]
    [InlineData("Bundle: 1\n", "")]
    [InlineData("Bundle: 1", "Bundle: 2")]
    [InlineData("StoreDir: /nix/store\n", "")]
    [InlineData("StoreDir: /nix/store", "StoreDir: /nix/store/")]
    [InlineData("BaseName: my-medium", "BaseName: ")]
    [InlineData("BaseName: my-medium", "BaseName: my\u0007medium")]
    [InlineData("BaseName: my-medium", "Author: nobody")]
    [InlineData("Base: vxjiwkjkn7x4079qvh1jkl5pn05j2aw0-foo\n", "")]
    [InlineData("Base: vxjiwkjkn7x4079qvh1jkl5pn05j2aw0-foo", "Base: vxjiwkjkn7x4079qvh1jkl5pn05j2aw0-bar")]
    [InlineData("Base: mr1s7z19ss3m9iv5l16gn3245p3r08b7-hello\n", "")]
    [InlineData("Root: mr1s7z19ss3m9iv5l16gn3245p3r08b7-hello\n", "")]
    [InlineData("Root: mr1s7z19ss3m9iv5l16gn3245p3r08b7-hello", "Root: /etc/passwd")]
    [InlineData("URL: 5xd714cbfnkz02h2vbsj4fm03x3f15nf.nar.zst", "URL: ../5xd714cbfnkz02h2vbsj4fm03x3f15nf.nar.zst")]
    [InlineData("URL: 5xd714cbfnkz02h2vbsj4fm03x3f15nf.nar.zst", "URL: bundle")]
    [InlineData("FileSize: 102\n", "")]
    [InlineData("FileSize: 102", "FileSize: 0102")]
    [InlineData("FileHash: sha256:09j3mvsgjwy7qrr393s6bbjrw5pjy9kb7p36xhfrm4dy565b4qd9\n", "")]
    [InlineData("NarSize: 160", "NarSize: 0")]
    [InlineData("End: 1", "End: 2")]
    [InlineData("Compression: zstd", "Compression: none")]
    [InlineData("References: 5xd714cbfnkz02h2vbsj4fm03x3f15nf-baz vxj", "References: vxj")]
    public void Read_refuses_a_text_that_is_not_the_one_of_its_index(string old, string changed)
    {
        string text = Golden.Replace(old, changed, StringComparison.Ordinal);
        Assert.NotEqual(Golden, text);
        if (!changed.StartsWith("References", StringComparison.Ordinal))
            Assert.ThrowsAny<CluException>(() => Read(text));
        else
            Assert.Equal(2, Read(text).Base.Count); // An object need not name itself.
    }

    [Fact]
    public void Read_refuses_an_object_that_comes_twice()
    {
        string block = Golden[Golden.IndexOf("\nStorePath", StringComparison.Ordinal)..Golden.IndexOf("\nEnd", StringComparison.Ordinal)];
        Assert.Equal(MalformedReason.Inconsistent, Assert.Throws<MalformedDataException>(() => Read(Golden.Replace("\nEnd: 1", $"{block}\nEnd: 2", StringComparison.Ordinal))).Reason);
    }

    [Fact]
    public void Read_refuses_sizes_that_cannot_be_added_up()
    {
        string block = Golden[Golden.IndexOf("\nStorePath", StringComparison.Ordinal)..Golden.IndexOf("\nEnd", StringComparison.Ordinal)].Replace("NarSize: 160", $"NarSize: {long.MaxValue}", StringComparison.Ordinal);
        string other = block.Replace("5xd714cbfnkz02h2vbsj4fm03x3f15nf", "6xd714cbfnkz02h2vbsj4fm03x3f15nf", StringComparison.Ordinal);
        string head = Golden[..Golden.IndexOf("\nStorePath", StringComparison.Ordinal)];
        Assert.Equal(MalformedReason.LimitExceeded, Assert.Throws<MalformedDataException>(() => Read($"{head}{block}{other}\nEnd: 2\n")).Reason);
    }

    [Fact]
    public void A_signature_of_an_index_is_none_of_another()
    {
        using SecretKey key = SecretKey.Create("test-1", new byte[SecretKey.SeedSize]);
        byte[] text = Encoding.UTF8.GetBytes(Golden);
        Signature signature = key.Sign(BundleSignatures.Fingerprint(text));
        byte[] file = BundleSignatures.Write([signature, signature]);
        Assert.Equal([signature], BundleSignatures.Read(file));
        Assert.True(key.PublicKey.Verifies(BundleSignatures.Fingerprint(text), signature));
        text[^2] ^= 1;
        Assert.False(key.PublicKey.Verifies(BundleSignatures.Fingerprint(text), signature));
        for (int length = 0; length < file.Length; length++)
            Assert.ThrowsAny<CluException>(() => BundleSignatures.Read(file.AsSpan(0, length)));
        Assert.ThrowsAny<CluException>(() => BundleSignatures.Read([.. file, .. file]));
    }

    private static BundleIndex Read(string text) => BundleIndexText.Read(Encoding.UTF8.GetBytes(text));
}
