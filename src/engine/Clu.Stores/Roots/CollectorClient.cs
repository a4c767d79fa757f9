using System.Net.Sockets;
using System.Text;
using Clu.Nix.StorePaths;
using Clu.Stores.Local;

namespace Clu.Stores.Roots;

/// <summary>A connection to the collector that works in a store: it takes a path a line, and answers each with a <c>1</c> when the path is safe.</summary>
internal sealed class CollectorClient : IDisposable
{
    /// <summary>Milliseconds after which to look again whether a collector listens.</summary>
    public const int Pause = 20;

    private readonly Socket _socket;

    private CollectorClient(Socket socket) => _socket = socket;

    /// <summary>Connects; null when nobody listens.</summary>
    public static CollectorClient? Connect(StoreLayout layout)
    {
        Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            using FolderHandle folder = FolderHandle.Open(layout.GcSocketFolder);
            socket.Connect(new UnixDomainSocketEndPoint(folder.PathOf(CollectorSocket.Name)));
            return new CollectorClient(socket);
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            socket.Dispose();
            return null;
        }
    }

    /// <summary>Tells paths, and waits until they are safe. A path that is just being deleted is so when it is gone.</summary>
    /// <returns>False when the collector ended before it answered.</returns>
    public bool Tell(IEnumerable<StorePath> paths, StoreDirectory directory)
    {
        try
        {
            byte[] answer = new byte[1];
            foreach (StorePath path in paths)
            {
                byte[] line = Encoding.ASCII.GetBytes($"{directory.Print(path)}\n");
                for (int sent = 0; sent < line.Length;)
                    sent += _socket.Send(line.AsSpan(sent), SocketFlags.None);
                if (_socket.Receive(answer) == 0 || answer[0] != CollectorSocket.Safe)
                    return false;
            }

            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    public void Dispose() => _socket.Dispose();
}
