using System.Net.Sockets;

namespace Clu.Stores.Remote;

/// <summary>A connection to a Unix socket.</summary>
internal sealed class SocketChannel : Channel
{
    private readonly Socket _socket;

    private SocketChannel(string peer, Socket socket, TimeSpan patience)
        : base(peer, patience) => _socket = socket;

    protected override bool IsReadable => _socket.Poll(0, SelectMode.SelectRead);

    /// <summary>Connects.</summary>
    /// <param name="peer">The URL of the store, for errors.</param>
    /// <param name="path">The socket.</param>
    /// <param name="patience">How long the peer may do nothing; null for <see cref="Channel.DefaultPatience"/>.</param>
    /// <exception cref="Binary.CluException">CLU0330: nobody listens there.</exception>
    public static SocketChannel Connect(string peer, string path, TimeSpan? patience = null)
    {
        Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(path));
            return new SocketChannel(peer, socket, patience ?? DefaultPatience);
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            socket.Dispose();
            throw StoreErrors.Unreachable(
                peer,
                File.Exists(path) ? $"nobody answers at the socket '{path}' ({e.Message})" : $"there is no socket '{path}'",
                "is the Nix daemon running?",
                e);
        }
    }

    public override void Abort()
    {
        try
        {
            _socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It is gone already.
        }
    }

    protected override int ReceiveRaw(Span<byte> buffer) => _socket.Receive(buffer);

    protected override void SendRaw(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
            bytes = bytes[_socket.Send(bytes)..];
    }

    protected override void Close() => _socket.Dispose();
}
