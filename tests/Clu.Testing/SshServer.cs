using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Clu.Testing;

/// <summary>A real sshd of the test's own on the loopback interface: own configuration, keys and port, all in a folder.</summary>
public sealed class SshServer : IDisposable
{
    /// <summary>What clients call it.</summary>
    public const string Host = "clu-test";

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

    private readonly string _folder;
    private readonly Process _server;
    private readonly int _port;

    /// <summary>Starts it; where there is none the test is skipped, in CI it fails.</summary>
    /// <param name="folder">A folder that is not there yet.</param>
    /// <param name="forced">What runs whatever the client asks for; null for what it asks for.</param>
    public SshServer(string folder, string? forced = null)
    {
        _folder = folder;
        Directory.CreateDirectory(Path.Combine(folder, "bin"));
        foreach (string key in new[] { "host-key", "key" })
            Tool.Run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", Path.Combine(folder, key)).Succeeded();
        string restriction = forced is null ? "" : $"restrict,command=\"{forced.Replace("\"", "\\\"", StringComparison.Ordinal)}\" ";
        File.WriteAllText(Path.Combine(folder, "authorized"), restriction + File.ReadAllText(Path.Combine(folder, "key.pub")));
        _port = FreePort();
        File.WriteAllText(Path.Combine(folder, "known"), $"[127.0.0.1]:{Port} {File.ReadAllText(Path.Combine(folder, "host-key.pub"))}");
        File.WriteAllText(Path.Combine(folder, "sshd-config"), ServerConfiguration());
        File.WriteAllText(Path.Combine(folder, "ssh-config"), ClientConfiguration());
        // Where sshd goes when it runs as root.
        if (System.Environment.UserName == "root")
            Directory.CreateDirectory("/run/sshd");
        string program = Tool.Find("sshd") ?? throw Tool.Missing("sshd");
        _server = Process.Start(new ProcessStartInfo(program, ["-D", "-f", Path.Combine(folder, "sshd-config"), "-E", Path.Combine(folder, "log")]))!;
        AwaitStart();
    }

    /// <summary>What lets <c>ssh</c> find it, started by Nix or clu.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string> { ["NIX_SSHOPTS"] = $"-F {Path.Combine(_folder, "ssh-config")}" };

    private string Port => _port.ToString(CultureInfo.InvariantCulture);

    /// <summary>Puts a program into the <c>PATH</c> of whoever logs in.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="script">What <c>/bin/sh</c> runs.</param>
    public void Provide(string name, string script) => Script.Write(Path.Combine(_folder, "bin", name), script);

    /// <inheritdoc/>
    public void Dispose()
    {
        _server.Kill(entireProcessTree: true);
        _server.WaitForExit();
        _server.Dispose();
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private string ServerConfiguration() => $"""
        Port {Port}
        ListenAddress 127.0.0.1
        HostKey {Path.Combine(_folder, "host-key")}
        AuthorizedKeysFile {Path.Combine(_folder, "authorized")}
        PidFile none
        StrictModes no
        UsePAM no
        PermitRootLogin yes
        PasswordAuthentication no
        SetEnv PATH={Path.Combine(_folder, "bin")}:{System.Environment.GetEnvironmentVariable("PATH")}

        """;

    private string ClientConfiguration() => $"""
        Host {Host}
          HostName 127.0.0.1
          Port {Port}
          IdentityFile {Path.Combine(_folder, "key")}
          IdentitiesOnly yes
          UserKnownHostsFile {Path.Combine(_folder, "known")}
          BatchMode yes

        """;

    private void AwaitStart()
    {
        Stopwatch waiting = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using TcpClient client = new("127.0.0.1", _port);
                return;
            }
            catch (SocketException) when (waiting.Elapsed < _patience && !_server.HasExited)
            {
                Thread.Sleep(20);
            }
            catch (SocketException)
            {
                throw new InvalidOperationException($"sshd does not start: {File.ReadAllText(Path.Combine(_folder, "log"))}");
            }
        }
    }
}
