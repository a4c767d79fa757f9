using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Clu.Stores.Tests.Caches;

/// <summary>A web server over a folder that fails as it is told to: each fault answers one request.</summary>
internal sealed class FaultyServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly string _folder;
    private readonly CancellationTokenSource _ending = new();

    public FaultyServer(string folder)
    {
        _folder = folder;
        _listener.Start();
        _ = Task.Run(AcceptAsync);
    }

    public enum Fault
    {
        Reset,
        InternalError,
        HalfBody,
        Silence,
        SilenceAfterHeaders,
    }

    public Uri Url => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    /// <summary>What goes wrong with the next requests for NARs.</summary>
    public ConcurrentQueue<Fault> Faults { get; } = new();

    /// <summary>Whether it can go on in the middle of a file.</summary>
    public bool TakesRanges { get; set; } = true;

    /// <summary>What it says of narinfos in <c>Content-Encoding</c>; null for nothing.</summary>
    public string? Encoding { get; set; }

    public int Requests { get; private set; }

    public void Dispose()
    {
        _ending.Cancel();
        _ending.Dispose();
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync();
                _ = Task.Run(() => AnswerAsync(client));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using TcpClient owned = client;
        using NetworkStream stream = client.GetStream();
        using StreamReader reader = new(stream, System.Text.Encoding.ASCII);
        string[] request = (await reader.ReadLineAsync() ?? "").Split(' ');
        long from = 0;
        while (await reader.ReadLineAsync() is { Length: > 0 } header)
        {
            if (header.StartsWith("Range: bytes=", StringComparison.OrdinalIgnoreCase) && TakesRanges)
                from = long.Parse(header["Range: bytes=".Length..].TrimEnd('-'), CultureInfo.InvariantCulture);
        }

        Requests++;
        string path = Path.Combine(_folder, request[1].TrimStart('/'));
        Fault? fault = request[1].StartsWith("/nar/", StringComparison.Ordinal) && Faults.TryDequeue(out Fault next) ? next : null;
        if (fault == Fault.Reset)
        {
            client.LingerState = new LingerOption(true, 0);
            return;
        }

        if (fault == Fault.Silence)
        {
            await Task.Delay(Timeout.Infinite, _ending.Token);
            return;
        }

        if (fault == Fault.InternalError || !File.Exists(path))
        {
            await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes($"HTTP/1.1 {(fault is null ? "404 Not Found" : "500 Oops")}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
            return;
        }

        string encoding = Encoding is not null && request[1].EndsWith(".narinfo", StringComparison.Ordinal) ? $"Content-Encoding: {Encoding}\r\n" : "";
        byte[] body = (await File.ReadAllBytesAsync(path))[(int)from..];
        await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(
            $"HTTP/1.1 {(from > 0 ? "206 Partial Content" : "200 OK")}\r\n{encoding}Content-Length: {body.Length}\r\nConnection: close\r\n\r\n"));
        if (fault == Fault.SilenceAfterHeaders)
            await Task.Delay(Timeout.Infinite, _ending.Token);
        if (request[0] != "HEAD")
            await stream.WriteAsync(fault == Fault.HalfBody ? body.AsMemory(0, body.Length / 2) : body);
    }
}
