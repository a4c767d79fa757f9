using Clu.Binary;
using Clu.Nix.ContentAddresses;
using Clu.Nix.Hashing;
using Clu.Nix.StorePaths;
using CsCheck;
using Hash = Clu.Nix.Hashing.Hash;

namespace Clu.Nix.Tests.StorePaths;

public class StorePathTests
{
    // nix-instantiate --eval -E 'builtins.toFile "baz" "${builtins.toFile "foo" "bar"}"', Nix 2.8.
    [Fact]
    public void Text_paths_are_those_of_toFile()
    {
        StorePath foo = StorePathFactory.Default.Text("foo", "bar"u8, []);
        Assert.Equal("vxjiwkjkn7x4079qvh1jkl5pn05j2aw0-foo", foo.BaseName);
        StorePath baz = StorePathFactory.Default.Text("baz", "/nix/store/vxjiwkjkn7x4079qvh1jkl5pn05j2aw0-foo"u8, [foo]);
        Assert.Equal("5xd714cbfnkz02h2vbsj4fm03x3f15nf-baz", baz.BaseName);
    }

    // Values of Nix's own unit tests (nar-info.cc) and of harmonia's.
    [Theory]
    [InlineData("fixed:r:sha256:248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1", "1w01xxn8f7s9s4n65ry6rwd7x9awf04s")]
    [InlineData("fixed:sha256:248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1", "jw8chmp9sf8f7pw684cszp6pa2zmn0bx")]
    [InlineData("fixed:r:sha1:84983e441c3bd26ebaae4aa1f95129e5e54670f1", "ww9d58nz1xsl5ck0vcpc99h23l1y2hln")]
    [InlineData("text:sha256:248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1", "aidi01pgcl6i79fkw737qzx06kjl930m")]
    public void Content_addresses_give_nix_paths(string address, string hashPart) =>
        Assert.Equal(hashPart, StorePathFactory.Default.FixedOutput("konsole-18.12.3", ContentAddress.Parse(address)).HashPart);

    [Fact]
    public void Source_takes_references_and_self()
    {
        Hash hash = Hash.Parse("sha256:10c209fa0890fe02c85a8c663ca8e7a37cc766bc5b1b29a0cc61b266f64121d3");
        StorePath bar = StorePath.Parse("g1w7hy3qg1w7hy3qg1w7hy3qg1w7hy3q-bar");
        Assert.Equal("n5wkd9frr45pa74if5gpz9j7mifg27fh-foo", StorePathFactory.Default.Source("foo", hash, new StoreReferences([bar], true)).BaseName);
    }

    [Theory]
    [InlineData("", false)]
    [InlineData(".", false)]
    [InlineData("..-a", false)]
    [InlineData("foo!o", false)]
    [InlineData(".gitignore", true)]
    [InlineData("...", true)]
    public void Names_follow_nix(string name, bool valid)
    {
        string text = $"/nix/store/g1w7hy3qg1w7hy3qg1w7hy3qg1w7hy3q-{name}";
        Assert.Equal(valid, StoreDirectory.Default.TryParse(text, out _));
        if (!valid)
            Assert.Throws<MalformedDataException>(() => StoreDirectory.Default.Parse(text));
    }

    [Fact]
    public void Any_path_comes_back_from_its_text() =>
        Gen.Select(Gen.Byte.Array[StorePath.HashPartSize], Gen.Char["abzAZ059+-_?="].Array[1, StorePath.MaxNameLength]).Sample((hash, name) =>
        {
            StorePath path = StorePath.Create(hash, new string(name));
            Assert.Equal(path, StorePath.Parse(path.BaseName));
            Assert.Equal(path, StoreDirectory.Default.Parse(StoreDirectory.Default.Print(path)));
            Assert.Equal(new string(name), path.Name);
        });

    [Fact]
    public void Paths_cut_off_before_their_name_are_refused()
    {
        const string Text = "/nix/store/g1w7hy3qg1w7hy3qg1w7hy3qg1w7hy3q-n";
        for (int length = 0; length < Text.Length; length++)
            Assert.Throws<MalformedDataException>(() => StoreDirectory.Default.Parse(Text[..length]));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/bin")]
    [InlineData(" ")]
    [InlineData("\n")]
    [InlineData("\0")]
    public void Text_behind_a_path_is_refused(string more) =>
        Assert.Throws<MalformedDataException>(() => StoreDirectory.Default.Parse("/nix/store/g1w7hy3qg1w7hy3qg1w7hy3qg1w7hy3q-n" + more));

    [Theory]
    [InlineData(StorePath.MaxNameLength, true)]
    [InlineData(StorePath.MaxNameLength + 1, false)]
    [InlineData(1 << 20, false)]
    public void Names_have_a_longest_length(int length, bool valid) =>
        Assert.Equal(valid, StorePath.TryParse("g1w7hy3qg1w7hy3qg1w7hy3qg1w7hy3q-" + new string('n', length), out _));
}
