using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Clu.Testing;

/// <summary>
/// A real S3 server, Ceph's object gateway, as <c>tests/s3-server</c> starts it. Takes a quarter of a minute to start; ends with this process.
/// Shared by the tests of a collection.
/// </summary>
public sealed class S3Server : IDisposable
{
    /// <summary>The key of its user.</summary>
    public const string Key = "CLUTESTKEY";

    /// <summary>The secret of the key.</summary>
    public const string Secret = "clutestsecret";

    private readonly TempFolder _folder = new();
    private Process? _process;

    /// <summary><c>127.0.0.1:PORT</c>. The first call starts it; where it cannot be had the test is skipped, in CI it fails.</summary>
    public string Endpoint
    {
        get
        {
            lock (_folder)
                return field ??= Start();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_process is not null)
        {
            _process.StandardInput.Close();
            _process.WaitForExit();
            _process.Dispose();
        }

        _folder.Dispose();
    }

    private string Start()
    {
        if (Tool.Find("apt-get") is null)
            Tool.Run("radosgw", "--version");
        (int port, int monitor) = (FreePort(), FreePort());
        ProcessStartInfo start = new(Path.Combine(RepositoryRoot.Path, "tests/s3-server"), ["run", _folder.Path, $"{port}", $"{monitor}"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["CLU_S3_KEY"] = Key;
        start.Environment["CLU_S3_SECRET"] = Secret;
        _process = Process.Start(start)!;
        if (_process.StandardOutput.ReadLine() != "ready")
            throw new InvalidOperationException("the S3 server did not start; what it said is on standard error");
        return $"127.0.0.1:{port}";
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
