using Clu.Nix.StorePaths;
using Clu.Stores;
using Clu.Stores.Local;
using Clu.Stores.Remote;
using Clu.Testing;

namespace Clu.Conformance.Tests.Stores;

/// <summary>Closures go by <c>ssh-ng://</c>, through a real sshd, to and from daemons of both versions of Nix.</summary>
public sealed class SshDaemonConformanceTests : DaemonTests
{
    private IReadOnlyDictionary<string, string> _ssh = new Dictionary<string, string>();

    private string TopPath => StoreDirectory.Default.Print(Top.Path);

    private string BuiltPath => StoreDirectory.Default.Print(Built.Path);

    [Theory]
    [MemberData(nameof(Versions))]
    public void Clu_copies_to_and_from_a_daemon_behind_ssh(NixVersion version)
    {
        using SshServer server = Serve(version);
        string url = $"ssh-ng://{SshServer.Host}?remote-store={_folder["target"]}&max-connections=2";
        Clu("copy", "--from", _folder["source"], "--to", url, TopPath).Succeeded();
        Clu("copy", "--no-check-sigs", "--from", _folder["source"], "--to", url, BuiltPath).Succeeded();
        Clu("verify", "--no-trust", "--store", url, "--all").Succeeded();
        new NixStore(_folder["target"], version).Verify(trust: false);
        string ours = Clu("path-info", "--json", "--json-format", "1", "--store", url, "-r", BuiltPath).Succeeded().Output;
        Assert.Contains(TopPath, ours, StringComparison.Ordinal);
        Clu("copy", "--no-check-sigs", "--from", url, "--to", _folder["back"], "--all").Succeeded();
        using LocalStore back = LocalStore.Open(_folder["back"]);
        Assert.Equal(_source.All().Select(Facts), back.All().Select(Facts));
        new NixStore(_folder["back"], version).Verify(trust: false);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void The_program_and_the_key_can_be_named(NixVersion version)
    {
        using SshServer server = Serve(version);
        server.Provide("another", $"exec nix-daemon --store {_folder["target"]} \"$@\"");
        Clu("copy", "--from", _folder["source"], "--to", $"ssh-ng://{SshServer.Host}?remote-program=another&compress=true", TopPath).Succeeded();
        new NixStore(_folder["target"], version).Verify();
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void What_the_shell_there_says_is_in_the_error(NixVersion version)
    {
        using SshServer server = Serve(version);
        ToolResult missing = Clu("path-info", "--store", $"ssh-ng://{SshServer.Host}?remote-program=no-such-program", TopPath);
        Assert.Equal(4, missing.ExitCode);
        Assert.Matches("CLU0331", missing.Error);
        Assert.Matches("no-such-program.*not found", missing.Error);
        server.Provide("chatty", "echo Welcome to this machine; exec nix-daemon \"$@\"");
        ToolResult chatty = Clu("path-info", "--store", $"ssh-ng://{SshServer.Host}?remote-program=chatty", TopPath);
        Assert.Equal(3, chatty.ExitCode);
        Assert.Matches("CLU0334", chatty.Error);
        Assert.Contains("Welcome", chatty.Error, StringComparison.Ordinal);
    }

    /// <summary>The words of Nix, but for those by which it learns that the connection stands.</summary>
    [Theory]
    [InlineData("ssh-ng://host", "nix-daemon", "--stdio")]
    [InlineData("ssh-ng://user@host:77?ssh-key=/tmp/k&compress=true&remote-program=/opt/nix-daemon%20x&remote-store=/srv/x", "nix-daemon", "--stdio")]
    [InlineData("ssh-ng://[::1]:22", "nix-daemon", "--stdio")]
    [InlineData("ssh-ng://u@fe80::1%25eth0", "nix-daemon", "--stdio")]
    [InlineData("ssh://user@host?remote-store=/srv/x&compress=false", "nix-store", "--serve", "--write")]
    public void Ssh_is_called_as_the_newest_nix_calls_it(string url, string program, params string[] arguments)
    {
        Directory.CreateDirectory(_folder["bin"]);
        Script.Write(_folder["bin/ssh"], $"[ \"$1\" = -O ] && exit 255; printf '%s\\n' \"$@\" > {Script.Quote(_folder["words"])}; exit 255");
        Dictionary<string, string> environment = new(NixTool.Environment)
        {
            ["PATH"] = $"{_folder["bin"]}:{Environment.GetEnvironmentVariable("PATH")}",
            ["NIX_SSHOPTS"] = "-v -o 'Foo=a b'",
        };
        Tool.RunWith(NixTool.Command(NixVersion.Newest, "nix"), ["store", "info", "--store", url], null, environment);
        string[] theirs = [.. File.ReadAllLines(_folder["words"]).Where(word => word is not "-oPermitLocalCommand=yes" and not "-oLocalCommand=echo started")];
        using SshCommand ours = new(StoreUrl.Parse(url), program, arguments, name => environment.GetValueOrDefault(name));
        Assert.Equal(theirs, ours.Arguments);
    }

    private SshServer Serve(NixVersion version)
    {
        SshServer server = new(_folder["ssh"]);
        _ssh = server.Environment;
        string settings = string.Join('\n', NixTool.Environment.Select(variable => $"export {variable.Key}={Script.Quote(variable.Value)}"));
        NixTool.Run(version, "nix-store", "--store", $"local?root={_folder["target"]}", "--init").Succeeded();
        server.Provide("nix-daemon", $"{settings}\nexec {Script.Quote(Tool.Find(NixTool.Command(version, "nix-daemon"))!)} \"$@\"");
        return server;
    }

    private ToolResult Clu(params string[] arguments) => CluTool.Run(_ssh, arguments);
}
