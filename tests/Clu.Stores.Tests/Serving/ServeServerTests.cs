using Clu.Binary;
using Clu.Nix.Archives;
using Clu.Nix.BuildResults;
using Clu.Nix.ContentAddresses;
using Clu.Nix.Derivations;
using Clu.Nix.Exports;
using Clu.Nix.Hashing;
using Clu.Nix.NarInfos;
using Clu.Nix.ServeProtocol;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores.Caches;
using Clu.Stores.Exports;
using Clu.Stores.Local;
using Clu.Stores.Serving;

namespace Clu.Stores.Tests.Serving;

/// <summary>clu as the server, also of clients that lie.</summary>
public sealed class ServeServerTests : SampleStoreTests
{
    private static readonly StorePath _unknown = StorePath.Parse("vxjiwkjkn7x4079qvh1jkl5pn05j2aw0-foo");
    private static readonly ServeVersion _version = new(7);

    private StoreObjectInfo Base => _store.All().Single(info => info.Path.Name == "base");

    [Fact]
    public void Valid_paths_closures_and_archives_are_told()
    {
        ServeReplyReader replies = Serve(
            _store, readOnly: true, out MemoryStream answers,
            Ask(new QueryValidPathsRequest([_top.Path, _unknown], Lock: true, Substitute: true)),
            Ask(new QueryPathInfosRequest([_unknown, _top.Path])),
            Ask(new QueryClosureRequest([_top.Path], IncludeOutputs: false)),
            Ask(new DumpStorePathRequest(_top.Path)));
        Assert.Equal([_top.Path], replies.ValidPaths(new HashSet<StorePath> { _top.Path, _unknown }));
        Assert.Equal((_top.NarHash, _top.ContentAddress), replies.PathInfos(new HashSet<StorePath> { _top.Path, _unknown }).Select(info => (info.NarHash, info.ContentAddress)).Single());
        Assert.Equal(_store.Paths(), replies.Closure());
        byte[] rest = answers.ToArray()[(int)answers.Position..];
        Assert.Equal(_top.NarHash, Hash.Of(HashAlgorithm.Sha256, rest));
    }

    [Fact]
    public void An_export_goes_out_and_comes_in()
    {
        using LocalStore target = LocalStore.Open(_folder["target"]);
        Serve(_store, readOnly: true, out MemoryStream answers, Ask(new ExportPathsRequest(_store.Paths())));
        byte[] export = answers.ToArray()[(int)answers.Position..];
        ServeReplyReader replies = Serve(target, readOnly: false, out _, Ask(new ImportPathsRequest(), export), Ask(new QueryClosureRequest([_top.Path], false)));
        replies.Accepted();
        Assert.Equal(_store.Paths(), replies.Closure());
    }

    [Fact]
    public void An_object_that_is_sent_is_known_at_once_and_another_time_it_is_passed_over()
    {
        using LocalStore target = LocalStore.Open(_folder["target"]);
        ServeReplyReader replies = Serve(target, readOnly: false, out _, Send(Base), Send(Base), Ask(new QueryPathInfosRequest([Base.Path])));
        replies.Accepted();
        replies.Accepted();
        StoreObjectInfo info = Assert.Single(replies.PathInfos(new HashSet<StorePath> { Base.Path }));
        Assert.Equal(Base.NarHash, info.NarHash);
    }

    [Fact]
    public void It_was_not_built_here_whatever_the_client_says()
    {
        using LocalStore target = LocalStore.Open(_folder["target"]);
        Serve(target, readOnly: false, out _, Send(Base with { Ultimate = true }));
        Assert.False(target.Find(Base.Path)!.Ultimate);
    }

    [Fact]
    public void Whoever_may_only_read_changes_nothing()
    {
        using LocalStore target = LocalStore.Open(_folder["target"]);
        foreach (byte[] request in new[] { Send(Base), Ask(new ImportPathsRequest(), [0, 0, 0, 0, 0, 0, 0, 0]) })
            Assert.Equal("CLU0342", Refused(target, readOnly: true, request));
        Assert.Empty(target.All());
        Assert.Equal([".links"], Directory.GetFileSystemEntries(_folder["target/nix/store"]).Select(Path.GetFileName));
    }

    [Fact]
    public void Objects_that_are_not_sound_are_refused_and_leave_nothing()
    {
        using LocalStore target = LocalStore.Open(_folder["target"]);
        Hash other = Hash.Of(HashAlgorithm.Sha256, "x"u8);
        StoreObjectInfo plain = Base with { ContentAddress = null };
        Assert.Equal("CLU0310", Refused(target, false, Send(plain with { NarHash = other }, Nar(Base))));
        Assert.Equal("CLU0345", Refused(target, false, Send(plain with { NarSize = Base.NarSize - 8 }, Nar(Base))));
        Assert.Equal("CLU0343", Refused(target, false, Send(_top)));
        // The path was computed from another content.
        Assert.Equal("CLU0344", Refused(target, false, Send(Base with { ContentAddress = new ContentAddress(ContentAddressMethod.Nar, other) }, Nar(Base))));
        Assert.Empty(target.All());
        Assert.Equal([".links"], Directory.GetFileSystemEntries(_folder["target/nix/store"]).Select(Path.GetFileName));
    }

    /// <summary>The path says what it must hold, so it needs no signature; therefore it has to hold that.</summary>
    [Theory]
    [InlineData(ContentAddressMethod.Flat, false)]
    [InlineData(ContentAddressMethod.Text, false)]
    [InlineData(ContentAddressMethod.Nar, true)]
    public void Files_that_are_not_what_the_content_address_says_are_refused(ContentAddressMethod method, bool self)
    {
        ContentAddress address = new(method, Hash.Of(HashAlgorithm.Sha256, "good"u8));
        StorePath path = StorePathFactory.Default.FromContentAddress("file", address, self ? StoreReferences.None with { Self = true } : StoreReferences.None);
        byte[] evil = FileNar("evil");
        StoreObjectInfo info = new()
        {
            Path = path,
            NarHash = Hash.Of(HashAlgorithm.Sha256, evil),
            NarSize = evil.Length,
            ContentAddress = address,
            References = self ? [path] : [],
        };
        using LocalStore target = LocalStore.Open(_folder["target"]);
        Assert.Equal("CLU0344", Refused(target, false, Send(info, evil)));
        Assert.Empty(target.All());
        if (method == ContentAddressMethod.Flat)
        {
            byte[] good = FileNar("good");
            Serve(target, false, out _, Send(info with { NarHash = Hash.Of(HashAlgorithm.Sha256, good), NarSize = good.Length }, good));
            Assert.Equal(path, Assert.Single(target.Paths()));
        }
    }

    [Fact]
    public void A_cache_takes_archives_only()
    {
        byte[] garbage = new byte[128];
        StoreObjectInfo info = new() { Path = _unknown, NarHash = Hash.Of(HashAlgorithm.Sha256, garbage), NarSize = garbage.Length };
        using BinaryCacheStore cache = new(new FolderCacheFiles(_folder["cache"]), new BinaryCacheOptions { Compression = NarCompression.Zstd });
        Assert.Equal("CLU0345", Refused(cache, false, Send(info, garbage)));
        Assert.Equal("CLU0312", Refused(cache, false, Ask(new ImportPathsRequest())));
        Serve(cache, false, out _, Send(Base)).Accepted();
        Assert.Equal([Base.Path], cache.Paths());
    }

    [Fact]
    public void A_client_that_goes_away_anywhere_leaves_a_sound_store()
    {
        StoreObjectInfo info = Base with { NarHash = Hash.Of(HashAlgorithm.Sha256, FileNar("x")), NarSize = FileNar("x").Length, ContentAddress = null };
        byte[] whole = Send(info, FileNar("x"));
        using LocalStore target = LocalStore.Open(_folder["target"]);
        for (int length = 1; length < whole.Length; length++)
            Assert.Equal("CLU0345", Refused(target, false, whole[..length]));
        Assert.Empty(target.All());
        Assert.Equal([".links"], Directory.GetFileSystemEntries(_folder["target/nix/store"]).Select(Path.GetFileName));
        Serve(target, false, out _, whole).Accepted();
    }

    [Fact]
    public void What_is_there_is_built_and_what_is_not_is_refused_in_words()
    {
        StorePath drv = StorePath.Parse($"{_unknown}.drv");
        Derivation derivation = new() { Name = "foo", Outputs = [new InputAddressedOutput("out", _top.Path)], System = new("s"), Builder = new("b") };
        Derivation missing = derivation with { Outputs = [new InputAddressedOutput("out", _unknown)] };
        ServeReplyReader replies = Serve(
            _store, readOnly: true, out _,
            Ask(new BuildPathsRequest([new ServeBuildTarget(_top.Path, [])], new ServeBuildOptions())),
            Ask(new BuildPathsRequest([new ServeBuildTarget(_top.Path, []), new ServeBuildTarget(_unknown, [])], new ServeBuildOptions())),
            Ask(new BuildPathsRequest([new ServeBuildTarget(drv, ["out"])], new ServeBuildOptions())),
            Ask(new BuildDerivationRequest(drv, derivation, new ServeBuildOptions())),
            Ask(new BuildDerivationRequest(drv, missing, new ServeBuildOptions())));
        Assert.Equal(0, replies.BuildPaths().Status);
        Assert.Contains("clu does not build", replies.BuildPaths().Message, StringComparison.Ordinal);
        Assert.Contains("foo.drv", replies.BuildPaths().Message, StringComparison.Ordinal);
        BuildResult built = replies.BuildDerivation(), refused = replies.BuildDerivation();
        Assert.Equal((BuildStatus.AlreadyValid, _top.Path), (built.Status, Assert.Single(built.Realisations).Path));
        Assert.Equal(BuildStatus.MiscFailure, refused.Status);
        Assert.Contains("clu does not build", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Outputs_of_derivations_are_part_of_a_closure_when_asked_for()
    {
        Derivation derivation = new()
        {
            Name = "made",
            Outputs = [new InputAddressedOutput("out", _top.Path), new InputAddressedOutput("dev", _unknown)],
            System = new("s"),
            Builder = new("b"),
            InputSources = [Base.Path],
        };
        StorePath drv = derivation.PathIn(StorePathFactory.Default);
        byte[] text = DerivationText.Write(derivation, StoreDirectory.Default), nar = FileNar(text);
        StoreObjectInfo info = new()
        {
            Path = drv,
            NarHash = Hash.Of(HashAlgorithm.Sha256, nar),
            NarSize = nar.Length,
            References = [Base.Path],
            ContentAddress = new ContentAddress(ContentAddressMethod.Text, Hash.Of(HashAlgorithm.Sha256, text)),
        };
        ServeReplyReader replies = Serve(
            _store, readOnly: false, out _, Send(info, nar), Ask(new QueryClosureRequest([drv], false)), Ask(new QueryClosureRequest([drv], true)));
        replies.Accepted();
        Assert.Equal(["base", "made.drv"], replies.Closure().Select(path => path.Name).Order(StringComparer.Ordinal));
        Assert.Equal(["base", "lib", "made.drv", "top"], replies.Closure().Select(path => path.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Questions_after_what_is_not_there_are_not_answered()
    {
        Assert.Equal("CLU0304", Refused(_store, true, Ask(new DumpStorePathRequest(_unknown))));
        Assert.Equal("CLU0304", Refused(_store, true, Ask(new QueryClosureRequest([_unknown], false))));
        Assert.Equal("CLU0304", Refused(_store, true, Ask(new ExportPathsRequest([_unknown]))));
    }

    [Fact]
    public void An_object_that_was_changed_is_not_passed_off_as_sound()
    {
        string file = Path.Combine(_store.PhysicalPath(Base.Path), "bin/run");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.WriteAllText(file, "evil");
        Assert.Equal("CLU0310", Refused(_store, true, Ask(new DumpStorePathRequest(Base.Path))));
    }

    [Fact]
    public void What_is_no_client_is_refused() =>
        Assert.Equal("CLU0345", Assert.Throws<CluException>(() => new ServeServer(_store, null).Run(new MemoryStream("GET / HTTP/1.1\r\n\r\n"u8.ToArray()), Stream.Null, Cancellation)).Code);

    private static byte[] Ask(ServeRequest request, byte[]? behind = null)
    {
        using MemoryStream asked = new();
        new ServeRequestWriter(asked, _version, StoreDirectory.Default).Write(request);
        return [.. asked.ToArray(), .. behind ?? []];
    }

    private static byte[] FileNar(string text) => FileNar(System.Text.Encoding.UTF8.GetBytes(text));

    private static byte[] FileNar(byte[] content)
    {
        using MemoryStream nar = new();
        using (NarWriter writer = new(nar))
            writer.File(false, content);
        return nar.ToArray();
    }

    private static string Refused(IStore store, bool readOnly, byte[] request) => Assert.Throws<CluException>(() => Serve(store, readOnly, out _, request)).Code;

    private static ServeReplyReader Serve(IStore store, bool readOnly, out MemoryStream answers, params byte[][] requests)
    {
        using MemoryStream asked = new();
        asked.Write([0xeb, 0x9d, 0x0c, 0x39, 0, 0, 0, 0, 7, 2, 0, 0, 0, 0, 0, 0]);
        foreach (byte[] request in requests)
            asked.Write(request);
        asked.Position = 0;
        answers = new MemoryStream();
        new ServeServer(store, readOnly ? "the test says so" : null).Run(asked, answers, Cancellation);
        Assert.Equal(asked.Length, asked.Position);
        answers.Position = 16;
        return new ServeReplyReader(answers, _version, StoreDirectory.Default);
    }

    private byte[] Send(StoreObjectInfo info) => Send(info, Nar(info));

    private static byte[] Send(StoreObjectInfo info, byte[] nar) => Ask(new AddToStoreNarRequest(info), nar);

    private byte[] Nar(StoreObjectInfo info)
    {
        using MemoryStream nar = new();
        _store.Open(info).WriteNar(nar);
        return nar.ToArray();
    }
}
