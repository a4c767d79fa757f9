using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Clu.Systems.Tests.Debian;

/// <summary>A web server on loopback that serves a folder, and package files as badly as it is told.</summary>
internal sealed class TestMirror : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly string _folder;

    public TestMirror(string folder)
    {
        _folder = folder;
        _listener.Start();
        Url = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/debian");
        _ = Task.Run(AcceptAsync);
    }

    public MirrorFault Fault { get; set; }

    /// <summary>Packages that are served well before the fault.</summary>
    public int FaultAfter { get; set; }

    /// <summary>Called when a transfer stalls.</summary>
    public Action? OnFault { get; set; }

    /// <summary>Packages that were sent whole, one entry each time.</summary>
    public ConcurrentQueue<string> Served { get; } = [];

    public string Url { get; }

    public void Dispose()
    {
        if (_stop.IsCancellationRequested)
            return;
        _stop.Cancel();
        _listener.Stop();
    }

    private async Task AcceptAsync()
    {
        try
        {
            for (; ; )
            {
                TcpClient client = await _listener.AcceptTcpClientAsync(_stop.Token);
                _ = Task.Run(() => ServeAsync(client, _stop.Token));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client, CancellationToken stop)
    {
        using TcpClient owned = client;
        using NetworkStream stream = client.GetStream();
        using StreamReader reader = new(stream, Encoding.ASCII, leaveOpen: true);
        try
        {
            string[] request = (await reader.ReadLineAsync(stop) ?? "").Split(' ');
            while (await reader.ReadLineAsync(stop) is { Length: > 0 })
            {
            }

            string file = Path.Combine(_folder, Uri.UnescapeDataString(request[1])["/debian/".Length..]);
            bool package = file.EndsWith(".deb", StringComparison.Ordinal);
            MirrorFault fault = package && Served.Count >= FaultAfter ? Fault : MirrorFault.None;
            if (!File.Exists(file) || fault == MirrorFault.NotFound)
            {
                await stream.WriteAsync("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray(), stop);
                return;
            }

            byte[] content = await File.ReadAllBytesAsync(file, stop);
            if (fault == MirrorFault.WrongContent)
                content = [.. content.Select(b => (byte)~b)];
            if (fault == MirrorFault.TooShort)
                content = content[..^10];
            await stream.WriteAsync(
                Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {content.Length}\r\nConnection: close\r\n\r\n"), stop);
            bool whole = fault is not (MirrorFault.Truncated or MirrorFault.Stalled);
            if (package && whole)
                Served.Enqueue(Path.GetFileName(file));
            await stream.WriteAsync(whole ? content : content.AsMemory(0, content.Length / 2), stop);
            if (fault == MirrorFault.Stalled)
            {
                OnFault?.Invoke();
                await Task.Delay(Timeout.Infinite, stop);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or IndexOutOfRangeException)
        {
            // apt went away, or the test is over.
        }
    }
}
