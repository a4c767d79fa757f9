using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Clu.Conformance.Tests.Stores;

/// <summary>Stands between a client and a server and cuts connections: each entry of <see cref="Cuts"/> ends one after so many bytes of the server.</summary>
internal sealed class CuttingProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly IPEndPoint _server;

    public CuttingProxy(string server)
    {
        _server = IPEndPoint.Parse(server);
        _listener.Start();
        _ = Task.Run(AcceptAsync);
    }

    public string Endpoint => $"127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public ConcurrentQueue<int> Cuts { get; } = new();

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync();
                _ = Task.Run(() => RelayAsync(client));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task RelayAsync(TcpClient client)
    {
        using TcpClient near = client, far = new();
        await far.ConnectAsync(_server);
        Task up = near.GetStream().CopyToAsync(far.GetStream());
        byte[] buffer = new byte[1 << 16];
        int passed = 0;
        try
        {
            for (int count; (count = await far.GetStream().ReadAsync(buffer)) > 0; passed += count)
            {
                if (Cuts.TryPeek(out int cut) && passed + count >= cut && Cuts.TryDequeue(out _))
                {
                    near.LingerState = new LingerOption(true, 0);
                    return;
                }

                await near.GetStream().WriteAsync(buffer.AsMemory(0, count));
            }
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            // One of them hung up.
        }
    }
}
