using Clu.Binary;
using Clu.Nix.Hashing;
using Clu.Nix.Listings;
using Clu.Nix.Signatures;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Nix.WorkerProtocol;
using Clu.Stores;
using Clu.Stores.Copying;
using Clu.Stores.Local;
using Clu.Stores.Remote;
using Clu.Stores.Verification;
using Clu.Testing;

namespace Clu.Conformance.Tests.Stores;

/// <summary>clu speaks with real daemons of both versions of Nix.</summary>
public sealed class DaemonConformanceTests : DaemonTests
{
    [Theory]
    [MemberData(nameof(Versions))]
    public void A_closure_goes_into_a_daemon_and_comes_out_the_same(NixVersion version)
    {
        NixDaemon daemon = Start(version);
        using (IWritableStore store = Open(daemon.Url))
        {
            Assert.Equal((3, 0), Counts(Copy(_source, store, Top.Path)));
            // What is below the top is not looked at: a daemon keeps closures whole.
            Assert.Equal((0, 1), Counts(Copy(_source, store, Top.Path)));
            Assert.Equal(3, store.Paths().Count);
            using LocalStore back = LocalStore.Open(_folder["back"]);
            Copy(store, back, Top.Path);
            Assert.Equal(back.All().Select(Facts), StoreClosure.Of(_source, [Top.Path], Cancellation).OrderBy(info => info.Path).Select(Facts));
        }

        new NixStore(daemon.Root, version).Verify();
        new NixStore(_folder["back"], version).Verify();
    }

    /// <summary>
    /// Nix 2.17 to 2.34 compute the content address of such an object wrongly (NixOS/nix issue 15837), and so refuse the right one.
    /// </summary>
    [Theory]
    [MemberData(nameof(Versions))]
    public void An_object_that_is_content_addressed_and_refers_to_itself_goes_where_nix_computes_its_address_rightly(NixVersion version)
    {
        StoreObjectInfo self = _source.Add("self", StoreSamples.Tree(_source.Directory.Print(SelfPlaceholder.For("self"))), new StoreReferences([], Self: true));
        NixDaemon daemon = Start(version);
        using IWritableStore store = Open(daemon.Url);
        if (version == NixVersion.Installed)
        {
            Copy(_source, store, self.Path);
            Assert.Equal(Facts(self), Facts(store.Find(self.Path)!));
            new NixStore(daemon.Root, version).Verify();
            return;
        }

        CluException error = Assert.Throws<CluException>(() => Copy(_source, store, self.Path));
        Assert.Matches("^CLU0333 .*ca hash mismatch", $"{error.Code} {error.Message}");
        Assert.Contains("refer to themselves", error.Hint, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void What_a_daemon_has_is_verified_listed_and_read(NixVersion version)
    {
        NixDaemon daemon = Start(version);
        using IWritableStore store = Open(daemon.Url);
        Copy(_source, store, Top.Path);
        VerifyResult result = new StoreVerifier(store, new VerifyOptions { Recursive = true }).Run([Top.Path], null, Cancellation);
        Assert.Equal((3, true), (result.Checked, result.IsSound));
        StoreFiles files = new(store);
        using MemoryStream content = new();
        files.Copy(Low.Path, "/bin/run", content);
        Assert.Equal("low"u8, content.ToArray());
        using MemoryStream nar = new();
        _source.Open(Top).WriteNar(nar);
        Assert.Equal(Listing.Write(new PackedObject(() => new MemoryStream(nar.ToArray())).List()), Listing.Write(files.List(Top.Path, "")));
        Assert.Null(store.Find(Built.Path));
        Assert.Equal([Built.Path], store.Missing([Low.Path, Built.Path, Top.Path]));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void Damage_in_the_store_of_a_daemon_is_found(NixVersion version)
    {
        NixDaemon daemon = Start(version);
        using IWritableStore store = Open(daemon.Url);
        Copy(_source, store, Low.Path);
        string file = Path.Combine(daemon.Root, "nix/store", Low.Path.BaseName, "bin/run");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.WriteAllText(file, "bad");
        VerifyResult result = new StoreVerifier(store, new VerifyOptions()).Run([Low.Path], null, Cancellation);
        Assert.Equal(Fault.Modified, Assert.Single(result.Bad).Fault);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void Signatures_are_added_and_nix_shows_them(NixVersion version)
    {
        NixDaemon daemon = Start(version);
        using WorkerStore store = Assert.IsType<WorkerStore>(Open(daemon.Url));
        Copy(_source, store, Low.Path);
        SecretKey key = SecretKey.Create("test-1", new byte[32]);
        Signature signature = key.Sign(Fingerprint.Of(Low));
        store.AddSignatures(Low.Path, [signature]);
        Assert.Equal([signature], store.Find(Low.Path)!.Signatures);
        string shown = NixTool.Run(version, "nix", "path-info", "--sigs", "--store", daemon.Url, StoreDirectory.Default.Print(Low.Path)).Succeeded().Output;
        Assert.Contains(signature.ToString(), shown, StringComparison.Ordinal);
        Assert.Equal("CLU0304", Assert.Throws<CluException>(() => store.AddSignatures(Built.Path, [signature])).Code);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void The_daemon_judges_signatures_unless_it_trusts_who_says_that_none_are_needed(NixVersion version)
    {
        NixDaemon daemon = Start(version);
        using IWritableStore store = Open(daemon.Url);
        CluException error = Assert.Throws<CluException>(() => Copy(_source, store, Built.Path));
        Assert.Equal("CLU0333", error.Code);
        Assert.Matches($"refuses: .*cannot add path '/nix/store/{Built.Path}' because it lacks a .*signature", error.Message);
        Assert.Contains("--no-check-sigs", error.Hint, StringComparison.Ordinal);
        Assert.Equal([Built.Path], store.Missing([Built.Path, Top.Path]));
        Copy(_source, store, Built.Path, checkSignatures: false);
        Assert.Equal(Facts(Built), Facts(store.Find(Built.Path)!));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void A_daemon_that_does_not_trust_the_client_takes_nothing_unsigned(NixVersion version)
    {
        SecretKey key = SecretKey.Create("test-1", new byte[32]);
        NixDaemon daemon = Start(version, $"trusted-users = nobody\ntrusted-public-keys = {key.PublicKey}");
        using IWritableStore store = Open(daemon.Url);
        Copy(_source, store, Top.Path, checkSignatures: false);
        Assert.Equal("CLU0333", Assert.Throws<CluException>(() => Copy(_source, store, Built.Path, checkSignatures: false)).Code);
        _source.AddSignatures(Built.Path, [key.Sign(Fingerprint.Of(Built))]);
        Copy(_source, store, Built.Path);
        new NixStore(daemon.Root, version).Verify(trust: false);
    }

    [Theory]
    [InlineData(NixVersion.Installed, 34, DaemonTrust.Unknown)]
    [InlineData(NixVersion.Newest, 38, DaemonTrust.Trusted)]
    public void The_newest_version_that_both_speak_is_spoken(NixVersion version, int minor, DaemonTrust trust)
    {
        using WorkerStore store = Assert.IsType<WorkerStore>(Open(Start(version).Url));
        (WorkerVersion spoken, DaemonInfo info) = store.Ask();
        Assert.Equal((minor, trust), (spoken.Minor, info.Trust));
        Assert.StartsWith("2.", info.NixVersion, StringComparison.Ordinal);
    }

    public static TheoryData<NixVersion, int> OldVersions
    {
        get
        {
            TheoryData<NixVersion, int> versions = [];
            foreach (NixVersion nix in Enum.GetValues<NixVersion>())
            {
                foreach (int minor in (int[])[18, 20, 21, 22, 23, 25, 26, 27, 29, 32, 33, 34, 35, 37])
                    versions.Add(nix, minor);
            }

            return versions;
        }
    }

    [Theory]
    [MemberData(nameof(OldVersions))]
    public void Older_versions_of_the_protocol_do_the_same(NixVersion version, int minor)
    {
        NixDaemon daemon = Start(version);
        using WorkerStore store = new(daemon.Url, 2, () => SocketChannel.Connect(daemon.Url, daemon.SocketPath), offered: new WorkerVersion(minor));
        Assert.Equal(version == NixVersion.Installed ? Math.Min(34, minor) : minor, store.Ask().Version.Minor);
        CluException error = Assert.Throws<CluException>(() => Copy(_source, store, Built.Path));
        Assert.Matches("^CLU0333 .*lacks a .*signature", $"{error.Code} {error.Message}");
        Copy(_source, store, Built.Path, checkSignatures: false);
        Assert.Equal(_source.All().Select(Facts), store.Paths().Select(path => Facts(store.Find(path)!)));
        store.AddSignatures(Low.Path, [SecretKey.Create("test-1", new byte[32]).Sign(Fingerprint.Of(Low))]);
        Assert.Single(store.Find(Low.Path)!.Signatures);
        VerifyResult result = new StoreVerifier(store, new VerifyOptions { Trust = false }).Run(store.Paths(), null, Cancellation);
        Assert.Equal((4, true), (result.Checked, result.IsSound));
        new NixStore(daemon.Root, version).Verify(trust: false);
    }

    [Theory]
    [InlineData(NixVersion.Installed, 38)]
    [InlineData(NixVersion.Newest, 38)]
    [InlineData(NixVersion.Installed, 26)]
    [InlineData(NixVersion.Newest, 26)]
    public void A_daemon_fetches_what_its_caches_have(NixVersion version, int minor)
    {
        using (IWritableStore cache = Open($"file://{_folder["cache"]}?compression=none"))
            Copy(_source, cache, Top.Path);
        NixDaemon daemon = Start(version, $"substitute = true\nsubstituters = file://{_folder["cache"]}\nrequire-sigs = false");
        using WorkerStore store = new(daemon.Url, 2, () => SocketChannel.Connect(daemon.Url, daemon.SocketPath), offered: WorkerVersion.Newest with { Minor = minor });
        store.Substitute([Top.Path, Built.Path], Cancellation);
        Assert.Equal([Built.Path], store.Missing([Low.Path, Top.Path, Built.Path]));
        new NixStore(daemon.Root, version).Verify();
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void A_daemon_takes_every_operation_and_goes_on(NixVersion version)
    {
        NixDaemon daemon = Start(version);
        using (IWritableStore store = Open(daemon.Url))
            Copy(_source, store, Top.Path);
        using WorkerConnection connection = new(SocketChannel.Connect(daemon.Url, daemon.SocketPath), StoreDirectory.Default, WorkerVersion.Newest);
        WorkerClient client = connection.Client;
        client.SetOptions(new WorkerOptions { Verbosity = 1, Others = [new("connect-timeout", "5")] });
        client.OptimiseStore();
        client.AddTempRoot(Low.Path);
        client.EnsurePath(Low.Path);
        Assert.Equal(["mid"], client.QueryReferrers(Low.Path).Select(path => path.Name));
        File.CreateSymbolicLink(_folder["link"], StoreDirectory.Default.Print(Low.Path));
        client.AddIndirectRoot(_folder["link"]);
        Assert.Contains((_folder["link"], Low.Path), client.FindRoots());
        Assert.Equal(3, client.QueryAllValidPaths().Count);
        Assert.Throws<WorkerErrorException>(() => client.EnsurePath(Built.Path));
        Assert.True(client.IsSound);
        Assert.NotNull(client.QueryPathInfo(Low.Path));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void What_is_not_what_it_should_be_is_refused_and_the_next_object_is_taken(NixVersion version)
    {
        NixDaemon daemon = Start(version);
        using WorkerStore store = Assert.IsType<WorkerStore>(Open(daemon.Url));
        StoreObjectInfo wrong = Low with { NarHash = Hash.Of(HashAlgorithm.Sha256, "x"u8) };
        Assert.Equal("CLU0310", Assert.Throws<CluException>(() => store.Add(wrong, _source.Open(Low), checkSignatures: false, _ => { }, Cancellation)).Code);
        Assert.Null(store.Find(Low.Path));
        store.Add(Low, _source.Open(Low), checkSignatures: true, _ => { }, Cancellation);
        Assert.NotNull(store.Find(Low.Path));
        new NixStore(daemon.Root, version).Verify();
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void A_daemon_that_is_killed_in_the_middle_ends_the_copy_and_leaves_a_sound_store(NixVersion version)
    {
        NixDaemon daemon = Start(version);
        using WorkerStore store = Assert.IsType<WorkerStore>(Open(daemon.Url));
        CluException error = Assert.Throws<CluException>(() => store.Add(Low, _source.Open(Low), checkSignatures: true, _ => daemon.Kill(), Cancellation));
        Assert.Equal("CLU0331", error.Code);
        Assert.Equal("CLU0330", Assert.Throws<CluException>(() => store.Find(Low.Path)).Code);
        new NixStore(daemon.Root, version).Verify(trust: false);
    }

    private static (int Copied, int Present) Counts(CopyPlan plan) => (plan.Copied.Count, plan.Present);
}
