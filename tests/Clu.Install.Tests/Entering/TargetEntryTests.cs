using Clu.Binary;
using Clu.Install.Entering;
using Clu.Install.Tools;
using Clu.Testing;

namespace Clu.Install.Tests.Entering;

/// <summary>A target that is one static program: <c>busybox-static</c>.</summary>
public sealed class TargetEntryTests : IDisposable
{
    private const string System = "/nix/store/00000000000000000000000000000001-system";

    private readonly TempFolder _folder = new();
    private readonly List<string> _log = [];
    private readonly TargetEntry _entry;

    public TargetEntryTests()
    {
        if (Environment.UserName != "root")
            throw Xunit.Sdk.SkipException.ForSkip("entering a target needs root");
        if (Tool.Find("busybox") is not { } busybox)
            throw Tool.Missing("busybox");
        string bin = $"{Root}{System}/sw/bin";
        Directory.CreateDirectory(bin);
        File.Copy(busybox, $"{bin}/busybox");
        foreach (string applet in new[] { "sh", "cat", "hostname", "ls", "echo", "test", "sleep", "readlink" })
            File.CreateSymbolicLink($"{bin}/{applet}", "busybox");
        Program("activate", "echo activated in $IN_NIXOS_ENTER; busybox mkdir -p /etc; echo yes > /etc/activated; busybox ln -sfn /x /run/current-system");
        Directory.CreateDirectory($"{Root}/nix/var/nix/profiles");
        File.CreateSymbolicLink($"{Root}/nix/var/nix/profiles/system-1-link", System);
        File.CreateSymbolicLink($"{Root}/nix/var/nix/profiles/system", "system-1-link");
        _entry = new TargetEntry(new ToolRunner(_log.Add), Root);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Root => _folder["target"];

    public void Dispose()
    {
        Assert.DoesNotContain(_folder.Path, File.ReadAllText("/proc/self/mountinfo"), StringComparison.Ordinal);
        _folder.Dispose();
    }

    [Fact]
    public async Task A_program_sees_the_target_as_its_root_and_is_alone_with_the_machines_devices()
    {
        string seen = await RunAsync("echo $$; echo /*; cat /etc/activated; test -c /dev/null && test -d /sys/class && echo devices; echo $HOME $TMPDIR");

        Assert.Equal("yes\ndevices\n/root\n", seen[(seen.IndexOf('\n', seen.IndexOf('\n') + 1) + 1)..]);
        Assert.InRange(int.Parse(seen.Split('\n')[0], null), 1, 20);
        Assert.Equal("/dev /etc /nix /proc /run /sys /tmp", seen.Split('\n')[1]);
    }

    [Fact]
    public async Task The_system_is_activated_first_and_says_so_in_the_log_alone()
    {
        Assert.Equal("", await RunAsync(":"));

        Assert.Contains("activated in 1", _log);
        Assert.Equal("$ nixos-enter -- sh -c :", _log[0]);
    }

    [Fact]
    public async Task A_failed_activation_stops_nothing()
    {
        Program("activate", "exit 3");

        Assert.Equal("went on\n", await RunAsync("echo went on"));

        Assert.Contains("activating the target's system ended with 3", _log);
    }

    [Fact]
    public async Task Paths_of_the_live_system_are_right_inside()
    {
        File.WriteAllText($"{Root}/mark", "here");

        Assert.Equal("here", await RunAsync($"cat {Root}/mark"));

        Assert.False(Directory.Exists($"{Root}{_folder.Path}"));
    }

    [Fact]
    public async Task Nothing_of_the_mounts_is_left_in_the_target()
    {
        await RunAsync(":");

        foreach (string name in new[] { "dev", "sys", "proc", "run" })
            Assert.Empty(Directory.GetFileSystemEntries($"{Root}/{name}"));
        Assert.Equal(["dev", "etc", "nix", "proc", "run", "sys"], Directory.GetFileSystemEntries(Root).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task Exit_code_input_variables_and_output_pass_through()
    {
        ToolCommand command = new("sh", "-c", "read word; echo $word $NAME; exit 7")
        {
            Input = ToolInput.Text("hello\n"),
            Environment = new Dictionary<string, string> { ["NAME"] = "disk" },
            InTarget = true,
        };

        CluException error = await Assert.ThrowsAsync<CluException>(() => _entry.RunAsync(command, Cancellation));
        Assert.Equal(("CLU0691", "`nixos-enter -- NAME=disk sh -c 'read word; echo $word $NAME; exit 7' <<< 'hello\n'` ended with 7: activated in 1; hello disk"), (error.Code, error.Message));
        Assert.Equal("hello disk\n", await _entry.RunAsync(command with { Accepted = [7] }, Cancellation));
    }

    [Fact]
    public async Task The_name_of_the_machine_is_its_own()
    {
        await RunAsync("hostname other-name");

        Assert.NotEqual("other-name", Environment.MachineName);
    }

    [Fact]
    public async Task Programs_that_are_left_behind_end_with_it()
    {
        await RunAsync("sleep 300 </dev/null >/dev/null 2>&1 &");

        Assert.DoesNotContain(
            Directory.EnumerateDirectories("/proc").Select(process => $"{process}/root").Where(Directory.Exists).Select(link => new DirectoryInfo(link).LinkTarget),
            target => target?.StartsWith(Root, StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task Cancelling_kills_what_runs_inside()
    {
        using CancellationTokenSource source = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        Task<string> running = new TargetEntry(new ToolRunner(line =>
        {
            if (line == "started")
                source.Cancel();
        }), Root).RunAsync(new ToolCommand("sh", "-c", "echo started; sleep 300"), source.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public async Task A_target_without_a_system_is_named()
    {
        File.Delete($"{Root}/nix/var/nix/profiles/system-1-link");

        CluException error = await Assert.ThrowsAsync<CluException>(() => RunAsync(":"));

        Assert.Equal(("CLU0667", $"there is no system in {Root}: /nix/var/nix/profiles/system leads nowhere"), (error.Code, error.Message));
    }

    private Task<string> RunAsync(string script) => _entry.RunAsync(new ToolCommand("sh", "-c", script) { InTarget = true }, Cancellation);

    private void Program(string name, string text)
    {
        string path = $"{Root}{System}/{name}";
        File.WriteAllText(path, $"#!{System}/sw/bin/busybox sh\n{text}\n");
        File.SetUnixFileMode(path, (UnixFileMode)Convert.ToInt32("755", 8));
    }
}
