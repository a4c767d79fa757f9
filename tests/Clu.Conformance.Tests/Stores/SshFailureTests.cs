using Clu.Stores.Local;
using Clu.Testing;

namespace Clu.Conformance.Tests.Stores;

/// <summary>What goes wrong at one end of <c>ssh://</c> is one error at the other, and no store is harmed.</summary>
public sealed class SshFailureTests : SshTests
{
    public static TheoryData<NixVersion> Versions => [NixVersion.Installed, NixVersion.Newest];

    [Theory]
    [InlineData("echo Welcome to this machine!; exec nix-store \"$@\"", "CLU0340")]
    [InlineData("echo 'no such store' >&2; exit 3", "CLU0331")]
    [InlineData("nix-store \"$@\" | { stdbuf -o0 head -c 16; kill -9 $$; }", "CLU0331")]
    [InlineData("nix-store \"$@\" | { stdbuf -o0 head -c 100; kill -9 $$; }", "CLU0331")]
    [InlineData("nix-store \"$@\" | { stdbuf -o0 head -c 200000; kill -9 $$; }", "CLU0331")]
    [InlineData("nix-store \"$@\" | stdbuf -o0 tr x y", "CLU0341 CLU0310")]
    [InlineData("kill -9 $$", "CLU0331")]
    public void A_server_that_breaks_is_one_error_and_nothing_of_it_is_taken(string server, string codes)
    {
        FakeSsh ssh = Connect(NixVersion.Installed);
        ssh.Provide("broken", server);
        ToolResult copy = Clu("copy", "--no-check-sigs", "--from", $"ssh://{SshServer.Host}?remote-program=broken&remote-store={Source}", "--to", Target, Built);
        Assert.Contains(copy.ExitCode, new[] { 3, 4 });
        Assert.Single(copy.Error.Split('\n'), line => line.StartsWith("error CLU", StringComparison.Ordinal));
        Assert.Contains(codes.Split(' '), code => copy.Error.Contains($"error {code}", StringComparison.Ordinal));
        LocalStore.Open(Target).Dispose();
        NixTool.Run(NixVersion.Installed, "nix-store", "--store", $"local?root={Target}", "--verify", "--check-contents").Succeeded();
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void A_server_that_is_killed_while_it_takes_a_closure_leaves_a_sound_store_and_the_next_copy_completes(NixVersion version)
    {
        FakeSsh ssh = Connect(version);
        foreach (int bytes in new[] { 10_000, 320_000, 250_000 })
        {
            ssh.Provide("dying", $"stdbuf -o0 head -c {bytes} | clu nix-store \"$@\"");
            string url = $"ssh://{SshServer.Host}?remote-program=dying&remote-store={Target}";
            Assert.NotEqual(0, Nix(version, "nix", "copy", "--no-check-sigs", "--from", $"local?root={Source}", "--to", url, Built).ExitCode);
            Assert.Equal(4, Clu("copy", "--from", Source, "--to", url, Built).ExitCode);
            NixTool.Run(version, "nix-store", "--store", $"local?root={Target}", "--verify", "--check-contents").Succeeded();
        }

        Nix(version, "nix", "copy", "--no-check-sigs", "--from", $"local?root={Source}", "--to", Clu(Target), Built).Succeeded();
        NixTool.Run(version, "nix-store", "--store", $"local?root={Target}", "--verify", "--check-contents").Succeeded();
        Assert.DoesNotContain(Directory.GetFileSystemEntries(Path.Combine(Target, "nix/store")), path => Path.GetFileName(path).StartsWith(".clu", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void Nix_is_told_in_words_that_clu_does_not_build(NixVersion version)
    {
        Connect(version);
        File.WriteAllText(_folder["plain.nix"], """derivation { name = "plain"; system = "x86_64-linux"; builder = "/bin/none"; }""");
        string drv = NixTool.Run(version, "nix-instantiate", "--store", $"local?root={Target}", _folder["plain.nix"]).Succeeded().Output.Trim();
        string[] command =
        [
            "--store", $"local?root={Target}", "--realise", drv, "--max-jobs", "0",
            "--builders", $"ssh://{SshServer.Host}?remote-program=clu%20nix-store&remote-store={_folder["builder"]} x86_64-linux",
        ];
        // The newest one is not where it was built for, and would look for its own hook there.
        string[] hook = version == NixVersion.Newest ? ["--option", "build-hook", $"{NixTool.Command(version, "nix")} __build-remote"] : [];
        ToolResult remote = Nix(version, "nix-store", [.. command, .. hook]);
        Assert.NotEqual(0, remote.ExitCode);
        Assert.Contains("clu does not build", remote.Error, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Many_clients_write_into_one_store_at_once(NixVersion version)
    {
        Connect(version);
        LocalStore.Open(Target).Dispose();
        Task<ToolResult>[] copies = [.. Enumerable.Range(0, 4).Select(turn => Task.Run(
            () => turn % 2 == 0
                ? Nix(version, "nix", "copy", "--no-check-sigs", "--from", $"local?root={Source}", "--to", Clu(Target), Built)
                : Clu("copy", "--from", Source, "--to", Clu(Target), Built),
            Cancellation))];
        foreach (Task<ToolResult> copy in copies)
            (await copy).Succeeded();
        NixTool.Run(version, "nix-store", "--store", $"local?root={Target}", "--verify", "--check-contents").Succeeded();
    }

    private FakeSsh Connect(NixVersion version)
    {
        Connect(version, real: false);
        return new FakeSsh(_folder["ssh"]);
    }
}
