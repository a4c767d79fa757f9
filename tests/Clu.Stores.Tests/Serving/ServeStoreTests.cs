using Clu.Binary;
using Clu.Nix.Hashing;
using Clu.Nix.ServeProtocol;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores.Copying;
using Clu.Stores.Local;
using Clu.Stores.Remote;

namespace Clu.Stores.Tests.Serving;

/// <summary>clu as the client: of its own server, and of servers that lie.</summary>
public sealed class ServeStoreTests : SampleStoreTests
{
    private static readonly StorePath _unknown = StorePath.Parse("vxjiwkjkn7x4079qvh1jkl5pn05j2aw0-foo");

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_closure_comes_from_a_server(int connections)
    {
        using ServeStore remote = Serve(_store, "read only", connections);
        using LocalStore target = LocalStore.Open(_folder["target"]);
        Assert.Equal(3, Copy(remote, target).Copied.Count);
        Assert.Equal(_store.All().Select(Facts), target.All().Select(Facts));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_closure_goes_to_a_server_and_what_is_there_does_not_go_again(int connections)
    {
        using LocalStore target = LocalStore.Open(_folder["target"]);
        using ServeStore remote = Serve(target, null, connections);
        Assert.Equal(3, Copy(_store, remote).Copied.Count);
        Assert.Equal(_store.All().Select(Facts), target.All().Select(Facts));
        Assert.Empty(Copy(_store, remote).Copied);
    }

    [Fact]
    public void The_infos_of_a_closure_take_three_questions()
    {
        int connected = 0;
        using ServeStore remote = new("ssh://test", 1, () =>
        {
            connected++;
            return new ServedChannel(_store, "read only", TimeSpan.FromSeconds(5));
        });
        Assert.Equal(["base", "lib", "top"], StoreClosure.Of(remote, [_top.Path], Cancellation).Select(info => info.Path.Name));
        Assert.Equal(1, connected);
    }

    [Fact]
    public void Files_are_read_and_a_connection_that_was_left_in_the_middle_is_not_used_again()
    {
        using ServeStore remote = Serve(_store, "read only", 1);
        StoreFiles files = new(remote);
        for (int i = 0; i < 3; i++)
        {
            using MemoryStream content = new();
            files.Copy(_top.Path, "/bin/run", content);
            Assert.Contains("-lib ", System.Text.Encoding.UTF8.GetString(content.ToArray()), StringComparison.Ordinal);
        }

        Assert.NotNull(remote.Find(_top.Path));
    }

    [Fact]
    public void Paths_that_are_not_there_are_missing_and_a_list_of_all_is_not_to_be_had()
    {
        using ServeStore remote = Serve(_store, "read only", 1);
        Assert.Equal([_unknown], remote.Missing([_top.Path, _unknown]));
        Assert.Null(remote.Find(_unknown));
        Assert.Equal("CLU0304", Assert.Throws<CluException>(() => StoreClosure.Of(remote, [_unknown], Cancellation)).Code);
        Assert.Equal("CLU0312", Assert.Throws<CluException>(remote.Paths).Code);
    }

    [Fact]
    public void A_server_that_does_not_let_write_says_so()
    {
        using LocalStore target = LocalStore.Open(_folder["target"]);
        using ServeStore remote = Serve(target, "it was not started with --write", 1);
        CluException error = Assert.Throws<CluException>(() => Copy(_store, remote));
        Assert.Equal("CLU0331", error.Code);
        Assert.Contains("read only: it was not started with --write", error.Message, StringComparison.Ordinal);
        Assert.Empty(target.All());
    }

    [Fact]
    public void What_is_not_what_its_store_says_does_not_get_to_the_server()
    {
        using LocalStore target = LocalStore.Open(_folder["target"]);
        using ServeStore remote = Serve(target, null, 1);
        StoreObjectInfo info = _store.All().Single(known => known.Path.Name == "base") with { ContentAddress = null };
        foreach (StoreObjectInfo wrong in new[] { info with { NarSize = info.NarSize - 1 }, info with { NarSize = info.NarSize + 8 }, info with { NarHash = Hash.Of(HashAlgorithm.Sha256, "x"u8) } })
            Assert.Equal("CLU0310", Assert.Throws<CluException>(() => remote.Add(wrong, _store.Open(info), false, _ => { }, Cancellation)).Code);
        Assert.Empty(target.All());
        Assert.Equal([".links"], Directory.GetFileSystemEntries(_folder["target/nix/store"]).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("Welcome to this machine!\n")]
    [InlineData("")]
    public void What_is_no_server_is_told_from_one(string words)
    {
        using ServeStore remote = new("ssh://test", 1, () => new SaidChannel(System.Text.Encoding.UTF8.GetBytes(words)));
        Assert.Equal(words.Length > 0 ? "CLU0340" : "CLU0331", Assert.Throws<CluException>(() => remote.Find(_unknown)).Code);
    }

    [Fact]
    public void A_server_that_sends_other_files_is_found_out_and_nothing_stays()
    {
        StoreObjectInfo info = _store.All().Single(known => known.Path.Name == "base");
        byte[] nar = Nar(info);
        nar[nar.AsSpan().IndexOf(new byte[1000]) + 500] ^= 1;
        using LocalStore target = LocalStore.Open(_folder["target"]);
        using ServeStore remote = new("ssh://test", 1, () => new SaidChannel([.. Says(_ => { }), .. nar]));
        Assert.Equal("CLU0310", Assert.Throws<CluException>(() => target.Place(info, remote.Open(info), _ => { }, Cancellation)).Code);
        Assert.Empty(target.All());
        Assert.Equal([".links"], Directory.GetFileSystemEntries(_folder["target/nix/store"]).Select(Path.GetFileName));
    }

    [Fact]
    public void An_archive_that_breaks_off_anywhere_is_refused()
    {
        StoreObjectInfo info = _store.All().Single(known => known.Path.Name == "base");
        byte[] nar = Nar(info);
        for (int length = 0; length < nar.Length; length += length < 500 ? 1 : nar.Length / 50)
        {
            using ServeStore remote = new("ssh://test", 1, () => new SaidChannel([.. Says(_ => { }), .. nar[..length]]));
            Assert.Equal("CLU0331", Assert.Throws<CluException>(() => remote.Open(info).WriteNar(Stream.Null)).Code);
        }
    }

    [Fact]
    public void A_server_that_answers_what_was_not_asked_is_refused()
    {
        using ServeStore remote = new("ssh://test", 1, () => new SaidChannel(Says(replies =>
        {
            replies.PathInfo(_top);
            replies.EndPathInfos();
        })));
        Assert.Equal("CLU0341", Assert.Throws<CluException>(() => remote.Find(_unknown)).Code);
    }

    [Fact]
    public void A_silent_server_is_given_up()
    {
        using ServeStore remote = new("ssh://test", 1, () => ProcessChannel.Start("ssh://test", "sleep", ["60"], TimeSpan.FromMilliseconds(300)));
        CluException error = Assert.Throws<CluException>(() => remote.Find(_unknown));
        Assert.Equal("CLU0332", error.Code);
    }

    private static string Facts(StoreObjectInfo info) => $"{info.Path} {info.NarHash} {info.NarSize} {info.ContentAddress} {string.Join(',', info.References)}";

    private static ServeStore Serve(LocalStore store, string? readOnly, int connections) =>
        new("ssh://test", connections, () => new ServedChannel(store, readOnly, TimeSpan.FromSeconds(20)));

    private static byte[] Says(Action<ServeReplyWriter> say)
    {
        using MemoryStream said = new();
        said.Write([0xcb, 0xee, 0x52, 0x54, 0, 0, 0, 0, 7, 2, 0, 0, 0, 0, 0, 0]);
        say(new ServeReplyWriter(said, new ServeVersion(7), StoreDirectory.Default));
        return said.ToArray();
    }

    private byte[] Nar(StoreObjectInfo info)
    {
        using MemoryStream nar = new();
        _store.Open(info).WriteNar(nar);
        return nar.ToArray();
    }

    private CopyPlan Copy(IStore source, IWritableStore target)
    {
        ClosureCopy copy = new(source, target, new CopyOptions { Jobs = 3 });
        CopyPlan plan = copy.Plan([_top.Path], Cancellation);
        copy.Run(plan, null, Cancellation);
        return plan;
    }
}
