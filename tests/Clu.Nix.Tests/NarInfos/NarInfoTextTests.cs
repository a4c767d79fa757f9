using System.Text;
using Clu.Binary;
using Clu.Nix.Hashing;
using Clu.Nix.NarInfos;
using Clu.Nix.StorePaths;

namespace Clu.Nix.Tests.NarInfos;

public class NarInfoTextTests
{
    // nix copy --to 'file:///c?compression=br&secret-key=…' of builtins.toFile "baz" with a reference, Nix 2.8; a deriver put in.
    private const string Golden = """
        StorePath: /nix/store/5xd714cbfnkz02h2vbsj4fm03x3f15nf-baz
        URL: nar/09j3mvsgjwy7qrr393s6bbjrw5pjy9kb7p36xhfrm4dy565b4qd9.nar.br
        Compression: br
        FileHash: sha256:09j3mvsgjwy7qrr393s6bbjrw5pjy9kb7p36xhfrm4dy565b4qd9
        FileSize: 102
        NarHash: sha256:0m29vxh7maf5ml5dyq7vy0ah53zah45pvy8yk5y8la4nnla95gfi
        NarSize: 160
        References: vxjiwkjkn7x4079qvh1jkl5pn05j2aw0-foo
        Deriver: 7rwcy7jhh0sclsgivr7mlc3vsiilcbay-sattrs.drv
        Sig: test1:JAGXWP0qa8hwP3VeUdIhZf2GT4DFSFpjruAmamNQvjzUvPOq93SDidMQPeeBx1c2ydyNWYfeUbIzTikJvPc0CQ==
        CA: text:sha256:190k5ph58syggimih0bad4nbgklmzwbha6n5d9x66yprq3c9immw

        """;

    [Fact]
    public void Read_knows_every_field()
    {
        NarInfo info = Read(Golden);
        Assert.Equal("baz", info.Object.Path.Name);
        Assert.Equal("nar/09j3mvsgjwy7qrr393s6bbjrw5pjy9kb7p36xhfrm4dy565b4qd9.nar.br", info.Url);
        Assert.Equal(NarCompression.Brotli, info.Compression);
        Assert.Equal("09j3mvsgjwy7qrr393s6bbjrw5pjy9kb7p36xhfrm4dy565b4qd9", info.FileHash?.Digits(HashEncoding.Nix32));
        Assert.Equal(102, info.FileSize);
        Assert.Equal(160, info.Object.NarSize);
        Assert.Equal(["vxjiwkjkn7x4079qvh1jkl5pn05j2aw0-foo"], info.Object.References.Select(path => path.BaseName));
        Assert.Equal("sattrs.drv", info.Object.Deriver?.Name);
        Assert.Equal("test1", Assert.Single(info.Object.Signatures).KeyName);
        Assert.StartsWith("text:", info.Object.ContentAddress?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_gives_back_what_was_read() => Assert.Equal(Golden, Encoding.UTF8.GetString(NarInfoText.Write(Read(Golden))));

    [Fact]
    public void Strict_reading_takes_what_nix_writes() => Read(Golden, NarInfoConformance.Strict);

    [Theory]
    [InlineData("Compression: br\n", "")]
    [InlineData("NarSize: 160\n", "NarSize: 160\nUnknown: field\n")]
    [InlineData("NarSize: 160\n", "NarSize: 0160\n")]
    [InlineData("Deriver: 7rwcy7jhh0sclsgivr7mlc3vsiilcbay-sattrs.drv\n", "Deriver: unknown-deriver\n")]
    [InlineData("StorePath: /nix/store/5xd714cbfnkz02h2vbsj4fm03x3f15nf-baz\n", "Comment: first\nStorePath: /nix/store/5xd714cbfnkz02h2vbsj4fm03x3f15nf-baz\n")]
    public void What_nix_reads_but_does_not_write_is_refused_only_when_strict(string from, string to)
    {
        string text = Golden.Replace(from, to, StringComparison.Ordinal);
        Read(text);
        Assert.Throws<MalformedDataException>(() => Read(text, NarInfoConformance.Strict));
    }

    [Fact]
    public void Without_the_field_the_compression_is_bzip2() =>
        Assert.Equal(NarCompression.Bzip2, Read(Golden.Replace("Compression: br\n", "", StringComparison.Ordinal)).Compression);

    [Theory]
    [InlineData("StorePath")]
    [InlineData("URL")]
    [InlineData("NarHash")]
    [InlineData("NarSize")]
    public void A_missing_field_is_named(string field)
    {
        string text = string.Concat(Golden.Split('\n').Where(line => line.Length > 0 && !line.StartsWith(field, StringComparison.Ordinal)).Select(line => $"{line}\n"));
        Assert.Equal(field, Assert.Throws<MalformedDataException>(() => Read(text)).Field);
    }

    [Theory]
    [InlineData("NarSize: 160", "NarSize: 0", MalformedReason.Truncated)]
    [InlineData("NarSize: 160", "NarSize: -1", MalformedReason.InvalidValue)]
    [InlineData("NarSize: 160", "NarSize: 99999999999999999999", MalformedReason.InvalidValue)]
    [InlineData("NarSize: 160", "NarSize: 160\nNarSize: 160", MalformedReason.Inconsistent)]
    [InlineData("NarHash: sha256:", "NarHash: sha1:", MalformedReason.Inconsistent)]
    [InlineData("Compression: br", "Compression: rot13", MalformedReason.Unsupported)]
    [InlineData("/nix/store/5xd", "/gnu/store/5xd", MalformedReason.InvalidValue)]
    [InlineData("References: v", "References: ../v", MalformedReason.InvalidValue)]
    [InlineData("Sig: test1:", "Sig: ", MalformedReason.InvalidValue)]
    [InlineData("CA: text", "CA: rot13", MalformedReason.InvalidValue)]
    [InlineData("URL: ", "URL:", MalformedReason.InvalidValue)]
    public void A_wrong_field_is_refused(string from, string to, MalformedReason reason) =>
        Assert.Equal(reason, Assert.Throws<MalformedDataException>(() => Read(Golden.Replace(from, to, StringComparison.Ordinal))).Reason);

    [Fact]
    public void A_text_cut_off_at_any_byte_is_refused_or_lacks_its_last_lines()
    {
        int needed = Golden.IndexOf("NarSize: 160\n", StringComparison.Ordinal) + "NarSize: 160\n".Length;
        for (int length = 0; length < Golden.Length; length++)
        {
            string text = Golden[..length];
            if (length >= needed && text.EndsWith('\n'))
                Read(text);
            else
                Assert.Throws<MalformedDataException>(() => Read(text));
        }
    }

    [Fact]
    public void A_text_over_the_limit_is_refused() => Assert.Equal(
        MalformedReason.LimitExceeded,
        Assert.Throws<MalformedDataException>(() => NarInfoText.Read(new byte[NarInfoLimits.MaxLength + 1])).Reason);

    [Fact]
    public void Another_store_directory_is_read_when_asked_for()
    {
        StoreDirectory gnu = new("/gnu/store");
        byte[] text = Encoding.UTF8.GetBytes(Golden.Replace("/nix/store", "/gnu/store", StringComparison.Ordinal));
        Assert.Equal(text, NarInfoText.Write(NarInfoText.Read(text, gnu), gnu));
    }

    private static NarInfo Read(string text, NarInfoConformance conformance = NarInfoConformance.Nix) =>
        NarInfoText.Read(Encoding.UTF8.GetBytes(text), conformance: conformance);
}
