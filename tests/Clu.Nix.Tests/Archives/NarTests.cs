using Clu.Binary;
using Clu.Nix.Archives;
using Clu.Nix.Hashing;

namespace Clu.Nix.Tests.Archives;

public class NarTests
{
    private static byte[] Tree => NarBytes.Write(nar =>
    {
        nar.BeginDirectory();
        nar.Entry(FileName.From("a"));
        nar.File(true, "12345678"u8);
        nar.Entry(FileName.From("b"));
        nar.BeginDirectory();
        nar.Entry(FileName.From("c"));
        nar.Symlink("../a"u8);
        nar.EndDirectory();
        nar.EndDirectory();
    });

    // nix hash path of a file that holds "foo\n", Nix's own path-info.sh.
    [Fact]
    public void Hash_of_a_file_is_that_of_nix() => Assert.Equal(
        "sha256-QvtAMbUl/uvi+LCObmqOhvNOapHdA2raiI4xG5zI5pA=",
        Hash.Of(HashAlgorithm.Sha256, NarBytes.Write(nar => nar.File(false, "foo\n"u8))).ToString());

    // nix-hash --type md5 of a directory with one file "hello", Nix's own hash-path.sh.
    [Theory]
    [InlineData(false, "ea9b55537dd4c7e104515b2ccfaf4100")]
    [InlineData(true, "20f3ffe011d4cfa7d72bfabef7882836")]
    public void Hash_of_a_directory_is_that_of_nix(bool executable, string expected) =>
        Assert.Equal(expected, Hash.Of(HashAlgorithm.Md5, NarBytes.Write(nar =>
        {
            nar.BeginDirectory();
            nar.Entry(FileName.From("hello"));
            nar.File(executable, "Hello World\n"u8);
            nar.EndDirectory();
        })).Digits(HashEncoding.Base16));

    [Fact]
    public void Read_writes_back_the_same_bytes() => Assert.Equal(Tree, NarBytes.Copy(Tree));

    [Fact]
    public void Read_refuses_an_archive_cut_off_at_any_byte()
    {
        for (int length = 0; length < Tree.Length; length++)
            Assert.Equal(MalformedReason.Truncated, Assert.Throws<MalformedDataException>(() => NarBytes.Copy(Tree[..length])).Reason);
    }

    [Fact]
    public void Read_refuses_bytes_behind_the_root() =>
        Assert.Equal(MalformedReason.TrailingData, Assert.Throws<MalformedDataException>(() => NarBytes.Copy([.. Tree, 0])).Reason);

    [Fact]
    public void Write_refuses_names_out_of_order() => Assert.Throws<CluException>(() => NarBytes.Write(nar =>
    {
        nar.BeginDirectory();
        nar.Entry(FileName.From("b"));
        nar.File(false, []);
        nar.Entry(FileName.From("a"));
    }));

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void Write_refuses_content_of_another_length(int length) =>
        Assert.Throws<CluException>(() => NarBytes.Write(nar => nar.File(false, length, new MemoryStream([1, 2, 3]))));

    [Fact]
    public void Self_references_do_not_change_the_hash()
    {
        Assert.Equal(Modulo(new string('a', 32)), Modulo(new string('b', 32)));
        Hash expected = Hash.Of(HashAlgorithm.Sha256, [.. "x"u8, .. new byte[32], .. "y"u8, .. new byte[32], .. "|1|34"u8]);
        Assert.Equal(expected, Modulo(new string('a', 32)));
    }

    private static Hash Modulo(string hashPart)
    {
        using SelfReferenceHasher hasher = new(HashAlgorithm.Sha256, hashPart);
        foreach (char c in $"x{hashPart}y{hashPart}")
            hasher.WriteByte((byte)c);
        return hasher.Finish();
    }
}
