using System.Diagnostics;
using System.Net.Sockets;
using Clu.Testing;

namespace Clu.Conformance.Tests.Stores;

/// <summary>A real <c>nix-daemon</c> of the test's own, for a store below a folder, on a socket in it.</summary>
internal sealed class NixDaemon : IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

    private readonly Process _daemon;

    /// <summary>Starts it; where that Nix is not there the test is skipped, in CI it fails.</summary>
    /// <param name="version">Which Nix.</param>
    /// <param name="folder">Holds the store and the socket; made when missing.</param>
    /// <param name="settings">Further lines of <c>nix.conf</c>.</param>
    public NixDaemon(NixVersion version, string folder, string settings = "")
    {
        Root = Path.Combine(folder, "root");
        Directory.CreateDirectory(Root);
        SocketPath = Path.Combine(folder, "socket");
        // The workers of a daemon get in each other's way when each finds that it has to make the store.
        NixTool.Run(version, "nix-store", "--store", $"local?root={Root}", "--init").Succeeded();
        ProcessStartInfo start = new(Tool.Find(NixTool.Command(version, "nix-daemon"))!, ["--store", $"local?root={Root}"]) { RedirectStandardError = true };
        foreach ((string key, string value) in NixTool.Environment)
            start.Environment[key] = value;
        start.Environment["NIX_CONFIG"] += $"\n{settings}";
        start.Environment["NIX_DAEMON_SOCKET_PATH"] = SocketPath;
        _daemon = Process.Start(start)!;
        _daemon.ErrorDataReceived += (_, _) => { };
        _daemon.BeginErrorReadLine();
        if (!SpinWait.SpinUntil(() => IsListening() || _daemon.HasExited, _patience) || _daemon.HasExited)
            throw new InvalidOperationException("the daemon does not start");
    }

    /// <summary>Where its store is.</summary>
    public string Root { get; }

    /// <summary>Where it listens.</summary>
    public string SocketPath { get; }

    /// <summary>Its URL.</summary>
    public string Url => $"unix://{SocketPath}";

    /// <summary>Ends it and all that works for its clients, at once.</summary>
    public void Kill()
    {
        _daemon.Kill(entireProcessTree: true);
        _daemon.WaitForExit();
    }

    private bool IsListening()
    {
        try
        {
            using Socket client = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            client.Connect(new UnixDomainSocketEndPoint(SocketPath));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    public void Dispose()
    {
        Kill();
        _daemon.Dispose();
    }
}
