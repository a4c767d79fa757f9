using Clu.Binary;
using Clu.Images.SquashFs;
using Clu.Images.Trees;
using Clu.Nix.Registrations;
using Clu.Nix.ServeProtocol;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores.Local;
using Clu.Stores.Trees;
using Clu.Testing;

namespace Clu.Conformance.Tests.Stores;

/// <summary>Closures go by <c>ssh://</c> between Nix and clu, each being client once and server once.</summary>
public sealed class SshConformanceTests : SshTests
{
    public static TheoryData<NixVersion, bool> Ways => new()
    {
        { NixVersion.Installed, false }, { NixVersion.Newest, false }, { NixVersion.Installed, true }, { NixVersion.Newest, true },
    };

    public static TheoryData<NixVersion> Versions => [NixVersion.Installed, NixVersion.Newest];

    [Theory]
    [MemberData(nameof(Ways))]
    public void Nix_copies_from_clus_server(NixVersion version, bool real)
    {
        Connect(version, real);
        Nix(version, "nix", ["copy", "--from", Clu(Source), "--to", $"local?root={Target}", .. Addressed(version)]).Succeeded();
        new NixStore(Target, version).Verify();
        Nix(version, "nix", "copy", "--no-check-sigs", "--from", Clu(Source), "--to", $"local?root={Target}", Built).Succeeded();
        AssertWhole(version, Target);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Nix_copies_to_clus_server(NixVersion version, bool real)
    {
        Connect(version, real);
        Nix(version, "nix", ["copy", "--from", $"local?root={Source}", "--to", Clu(Target), .. Addressed(version)]).Succeeded();
        new NixStore(Target, version).Verify();
        string[] built = ["copy", "--no-check-sigs", "--from", $"local?root={Source}", "--to", Clu(Target), Built];
        Assert.Contains("copying path", Nix(version, "nix", built).Succeeded().Error, StringComparison.Ordinal);
        AssertWhole(version, Target);
        // What is there already is not sent again.
        Assert.DoesNotContain("copying path", Nix(version, "nix", built).Succeeded().Error, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Clu_copies_from_nixs_server(NixVersion version, bool real)
    {
        Connect(version, real);
        Clu(["copy", "--from", Nix(Source), "--to", Target, .. Addressed(version)]).Succeeded();
        new NixStore(Target, version).Verify();
        ToolResult unsigned = Clu("copy", "--from", Nix(Source), "--to", Target, Built);
        Assert.Contains("CLU0311", unsigned.Error, StringComparison.Ordinal);
        Clu("copy", "--no-check-sigs", "--from", Nix(Source), "--to", Target, Built).Succeeded();
        AssertWhole(version, Target);
    }

    /// <summary>As with <c>nix-store --serve --write</c> nobody asks for signatures: who may log in is trusted.</summary>
    [Theory]
    [MemberData(nameof(Ways))]
    public void Clu_copies_to_nixs_server(NixVersion version, bool real)
    {
        Connect(version, real);
        string[] command = ["copy", "--json", "--from", Source, "--to", $"{Nix(Target)}&max-connections=2", "--jobs", "3", Built, .. Addressed(version)];
        Assert.Contains("\"outcome\":\"copied\"", Clu(command).Succeeded().Output, StringComparison.Ordinal);
        AssertWhole(version, Target);
        Assert.Equal("built.drv", NixTool.Run(version, "nix-store", "--store", $"local?root={Target}", "--query", "--deriver", Built).Succeeded().Output.Trim()[^9..]);
        Assert.Contains("\"paths\":[]", Clu(command).Succeeded().Output, StringComparison.Ordinal);
    }

    /// <summary>Nix 2.34 hashes objects that refer to themselves as no other version does, and sends them so.</summary>
    [Fact]
    public void Clu_takes_what_the_newest_nix_made_content_addressed()
    {
        Connect(NixVersion.Newest, real: false);
        string made = Nix(NixVersion.Newest, "nix", "store", "make-content-addressed", "--store", $"local?root={Source}", "--json", Built).Succeeded().Output;
        string path = System.Text.Json.JsonDocument.Parse(made).RootElement.GetProperty("rewrites").GetProperty(Built).GetString()!;
        Nix(NixVersion.Newest, "nix", "copy", "--from", $"local?root={Source}", "--to", Clu(Target), path).Succeeded();
        new NixStore(Target, NixVersion.Newest).Verify();
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void Nix_sees_the_same_behind_clu_as_behind_nix(NixVersion version)
    {
        Connect(version, real: false);
        foreach (string[] arguments in new string[][] { ["path-info", "-r", "-S", "--json"], ["path-info", "-r", "--sigs"], ["store", "verify", "-r"] })
        {
            ToolResult theirs = Nix(version, "nix", [.. arguments, "--store", Nix(Source), Self]), ours = Nix(version, "nix", [.. arguments, "--store", Clu(Source), Self]);
            Assert.Equal(theirs.Succeeded().Output, ours.Succeeded().Output);
        }

        Assert.Contains("untrusted", Nix(version, "nix", "store", "verify", "--store", Clu(Source), Built).Error, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void Clu_sees_the_same_behind_nix_as_on_disk(NixVersion version)
    {
        Connect(version, real: false);
        foreach (string[] arguments in new string[][] { ["path-info", "-r", "-S", "-s"], ["ls", "-R", "-l"], ["verify", "-r", "--no-trust"], ["why-depends"] })
        {
            string[] paths = arguments[0] == "why-depends" ? [Built, _paths.Single(path => path.EndsWith("-low", StringComparison.Ordinal))] : [Built];
            Assert.Equal(Clu([.. arguments, "--store", Source, .. paths]).Succeeded().Output, Clu([.. arguments, "--store", Nix(Source), .. paths]).Succeeded().Output);
        }

        Assert.Equal($"{Top} {Built}", Clu("cat", "--store", Nix(Source), $"{Built}/bin/run").Succeeded().Output);
        Assert.Equal(Clu("export", "--store", Source, "-r", Built).OutputBytes, Clu("export", "--store", Nix(Source), "-r", Built).OutputBytes);
    }

    /// <summary>Whatever is asked, the answers have the same bytes, but for the version that the servers say.</summary>
    [Theory]
    [MemberData(nameof(Versions))]
    public void Clu_answers_what_nix_answers_byte_for_byte(NixVersion version)
    {
        Connect(version, real: false);
        StorePath[] paths = [.. _paths.Select(StoreDirectory.Default.Parse)];
        StorePath unknown = StorePath.Parse("vxjiwkjkn7x4079qvh1jkl5pn05j2aw0-foo");
        List<ServeRequest> requests =
        [
            new QueryValidPathsRequest([.. paths, unknown], Lock: true, Substitute: false),
            new QueryPathInfosRequest([.. paths, unknown]),
            new QueryClosureRequest([StoreDirectory.Default.Parse(Top)], IncludeOutputs: false),
            new QueryClosureRequest(paths, IncludeOutputs: true),
            .. paths.Select(path => new DumpStorePathRequest(path)),
            new BuildPathsRequest([new ServeBuildTarget(paths[0], [])], new ServeBuildOptions()),
        ];
        // Nix 2.34 does not know exports.
        if (version == NixVersion.Installed)
            requests.Add(new ExportPathsRequest(paths));
        byte[] asked = Asked(requests);
        byte[] ours = CluTool.RunWith(Ssh, asked, "nix-store", "--store", Source, "--serve", "--write").Succeeded().OutputBytes;
        // Nix stops building when the client is gone.
        byte[] theirs = NixTool.RunWith(version, "nix-store", ["--store", $"local?root={Source}", "--serve", "--write"], asked, answer: ours.Length).Succeeded().OutputBytes;
        Assert.Equal((7, 8), (theirs[8], ours[8]));
        ours[8] = theirs[8];
        Assert.Equal(theirs, ours);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Nix_copies_from_a_medium_that_clu_serves(NixVersion version, bool real)
    {
        Connect(version, real);
        WriteMedium(_folder["medium.squashfs"]);
        string url = Clu($"iso:{_folder["medium.squashfs"]}");
        Nix(version, "nix", "copy", "--no-check-sigs", "--from", url, "--to", $"local?root={Target}", Built).Succeeded();
        NixTool.Run(version, "nix-store", "--store", $"local?root={Target}", "--verify", "--check-contents").Succeeded();
        Assert.Equal(3, new NixStore(Target, version).Requisites(StoreDirectory.Default.Parse(Built)).Count);
        ToolResult refused = Nix(version, "nix", "copy", "--no-check-sigs", "--from", $"local?root={MoreThanSource()}", "--to", url, "--all");
        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains("can only be read", refused.Error, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void A_key_that_is_held_to_reading_reads_and_cannot_write(NixVersion version)
    {
        Connect(version, real: true, forced: $"clu nix-store --serve --store {Source}");
        string url = $"ssh://{SshServer.Host}";
        Nix(version, "nix", "copy", "--from", url, "--to", $"local?root={Target}", Top).Succeeded();
        new NixStore(Target, version).Verify();
        ToolResult nix = Nix(version, "nix", "copy", "--no-check-sigs", "--from", $"local?root={MoreThanSource()}", "--to", url, "--all");
        ToolResult clu = Clu("copy", "--from", MoreThanSource(), "--to", url, "--all");
        foreach (ToolResult refused in new[] { nix, clu })
        {
            Assert.NotEqual(0, refused.ExitCode);
            Assert.Contains("served to read only: it was not started with --write", refused.Error, StringComparison.Ordinal);
        }

        Assert.Equal(_paths.Count, NixTool.Run(version, "nix", "path-info", "--store", Source, "--all").Succeeded().Output.Trim().Split('\n').Length);
    }

    /// <summary>Paths whose closures need no signature.</summary>
    private string[] Addressed(NixVersion version) => version == NixVersion.Newest ? [Top] : [Top, Self];

    private void AssertWhole(NixVersion version, string root)
    {
        NixTool.Run(version, "nix-store", "--store", $"local?root={root}", "--verify", "--check-contents").Succeeded();
        NixTool.Run(version, "nix", "store", "verify", "--no-trust", "--all", "--store", $"local?root={root}").Succeeded();
        Assert.Equal(3, new NixStore(root, version).Requisites(StoreDirectory.Default.Parse(Built)).Count);
    }

    private static byte[] Asked(IEnumerable<ServeRequest> requests)
    {
        using MemoryStream asked = new();
        asked.Write([0xeb, 0x9d, 0x0c, 0x39, 0, 0, 0, 0, 7, 2, 0, 0, 0, 0, 0, 0]);
        ServeRequestWriter writer = new(asked, new ServeVersion(7), StoreDirectory.Default);
        foreach (ServeRequest request in requests)
            writer.Write(request);
        return asked.ToArray();
    }

    /// <summary>A store with an object that is nowhere else.</summary>
    private string MoreThanSource()
    {
        using LocalStore store = LocalStore.Open(_folder["more"]);
        store.Add("more", StoreSamples.Tree("more"), StoreReferences.None);
        return _folder["more"];
    }

    private void WriteMedium(string file)
    {
        using LocalStore source = LocalStore.Open(Source);
        using FileStream image = File.Create(file);
        using SquashFsWriter writer = new(image, new SquashFsOptions());
        foreach (StoreObjectInfo info in source.All())
            writer.Add(FileName.From(info.Path.BaseName), ObjectTree.Read(source.PhysicalPath(info.Path)));
        using MemoryStream registration = new();
        RegistrationText.Write(source.All(), registration);
        writer.Add(FileName.From("nix-path-registration"), new ImageFile(new MemoryContent(registration.ToArray()), UnixPermissions.ReadOnly));
        writer.Finish();
    }
}
