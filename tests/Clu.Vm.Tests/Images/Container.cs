using System.Diagnostics;
using Clu.Testing;

namespace Clu.Vm.Tests.Images;

/// <summary>A root file system that systemd-nspawn started as a container, with no network but its own.</summary>
internal sealed class Container : IDisposable
{
    private static readonly TimeSpan _start = TimeSpan.FromSeconds(120);

    private readonly Process _nspawn;
    private readonly Task<string> _said;
    private readonly string _leader;

    private Container(Process nspawn, Task<string> said, string leader)
    {
        _nspawn = nspawn;
        _said = said;
        _leader = leader;
    }

    /// <summary>Starts it; a test that cannot do so here is skipped, with what systemd-nspawn said.</summary>
    public static async Task<Container> StartAsync(string root, CancellationToken cancel)
    {
        string tool = Tool.Find("systemd-nspawn") ?? throw Tool.Missing("systemd-nspawn");
        Assert.SkipUnless(Environment.UserName == "root", "containers need root");
        ProcessStartInfo start = new(tool, ["--quiet", "--directory", root, "--private-network", "--register=no", "--keep-unit", "--console=pipe", "--boot"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Its systemd wants the second version of control groups, whichever this machine has mounted.
        start.Environment["SYSTEMD_NSPAWN_UNIFIED_HIERARCHY"] = "1";
        Process nspawn = Process.Start(start)!;
        _ = nspawn.StandardOutput.ReadToEndAsync(cancel);
        Task<string> said = nspawn.StandardError.ReadToEndAsync(cancel);
        for (Stopwatch waited = Stopwatch.StartNew(); waited.Elapsed < _start && !nspawn.HasExited; await Task.Delay(500, cancel))
        {
            string leader = Tool.Run("pgrep", "--parent", $"{nspawn.Id}").Output.Trim();
            Container container = new(nspawn, said, leader);
            if (leader.Length > 0 && container.Run("systemctl is-active multi-user.target").Output.Trim() == "active")
                return container;
        }

        bool ended = nspawn.HasExited;
        nspawn.Kill(entireProcessTree: true);
        Assert.SkipWhen(ended, $"no containers here: {await said}");
        throw new InvalidOperationException($"the container did not start: {await said}");
    }

    /// <summary>Runs a shell command in it.</summary>
    public ToolResult Run(string command) => Tool.Run(
        "nsenter", "--target", _leader, "--mount", "--pid", "--uts", "--ipc", "--net", "/usr/bin/env", "-i", "PATH=/usr/bin:/usr/sbin", "sh", "-c", command);

    /// <summary>Shuts it down as its users would.</summary>
    /// <returns>Whether it ended by itself.</returns>
    public bool PowerOff()
    {
        Run("systemctl poweroff");
        return _nspawn.WaitForExit(_start) && _nspawn.ExitCode == 0;
    }

    public void Dispose()
    {
        if (!_nspawn.HasExited)
            _nspawn.Kill(entireProcessTree: true);
        _nspawn.WaitForExit();
        _said.Wait();
        _nspawn.Dispose();
    }
}
