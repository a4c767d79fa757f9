using System.Net.Sockets;
using System.Text;
using Clu.Nix.StorePaths;
using Clu.Stores.Local;
using Clu.Stores.Roots;

namespace Clu.Stores.Collecting;

/// <summary>
/// Takes further roots while garbage is collected, so that whoever writes need not wait for its end. A path becomes safe at once; only one that
/// is being deleted is waited for. As in Nix the hash of a path protects all names with that hash, its lock and its leftovers too.
/// </summary>
internal sealed class RootsServer : IDisposable
{
    private const int LongestLine = 4096;
    private const int Waiting = 64;

    private readonly object _gate = new();
    private readonly HashSet<string> _safe = new(StringComparer.Ordinal);
    private readonly List<(Socket Client, Thread Thread)> _clients = [];
    private readonly StoreDirectory _directory;
    private readonly Socket _listener;
    private readonly Thread _accepting;
    private string? _deleting;
    private bool _ended;

    private RootsServer(StoreDirectory directory, Socket listener)
    {
        _directory = directory;
        _listener = listener;
        _accepting = new Thread(Accept) { IsBackground = true };
    }

    /// <summary>Begins to listen. The caller holds the collector's lock, so that there is one server of a store.</summary>
    public static RootsServer Start(StoreLayout layout, StoreDirectory directory)
    {
        Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            Directory.CreateDirectory(layout.GcSocketFolder);
            using FolderHandle folder = FolderHandle.Open(layout.GcSocketFolder);
            string made = Path.Combine(layout.GcSocketFolder, "socket.clu");
            File.Delete(made);
            listener.Bind(new UnixDomainSocketEndPoint(folder.PathOf("socket.clu")));
            File.SetUnixFileMode(made, (UnixFileMode)Convert.ToInt32("666", 8));
            listener.Listen(Waiting);
            // Nix 2.8 does not try again where there is no socket: it gets its name when it listens.
            File.Move(made, Path.Combine(layout.GcSocketFolder, CollectorSocket.Name), overwrite: true);
            RootsServer server = new(directory, listener);
            server._accepting.Start();
            return server;
        }
        catch (Exception e) when (e is SocketException or IOException or UnauthorizedAccessException)
        {
            listener.Dispose();
            throw StoreErrors.GcSocket(layout.GcSocketFolder, e);
        }
    }

    /// <summary>Makes the objects with this hash safe.</summary>
    public void Protect(StorePath path)
    {
        lock (_gate)
            _safe.Add(path.HashPart);
    }

    /// <summary>Says that a path is about to be deleted; false when it has become safe.</summary>
    public bool TryBegin(StorePath path)
    {
        lock (_gate)
        {
            if (_safe.Contains(path.HashPart))
                return false;
            _deleting = path.HashPart;
            return true;
        }
    }

    /// <summary>Says that the path is deleted, or not going to be.</summary>
    public void End()
    {
        lock (_gate)
        {
            _deleting = null;
            Monitor.PulseAll(_gate);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _ended = true;
            _deleting = null;
            Monitor.PulseAll(_gate);
        }

        _listener.Dispose();
        _accepting.Join();
        foreach ((Socket client, Thread thread) in _clients)
        {
            client.Dispose();
            thread.Join();
        }
    }

    private void Accept()
    {
        try
        {
            while (true)
            {
                Socket client = _listener.Accept();
                Thread thread = new(() => Serve(client)) { IsBackground = true };
                _clients.Add((client, thread));
                thread.Start();
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The server ends.
        }
    }

    private void Serve(Socket client)
    {
        byte[] buffer = new byte[LongestLine];
        int filled = 0;
        try
        {
            while (filled < buffer.Length)
            {
                int read = client.Receive(buffer.AsSpan(filled));
                if (read == 0)
                    break;
                filled += read;
                for (int end; (end = buffer.AsSpan(0, filled).IndexOf((byte)'\n')) >= 0; filled -= end + 1)
                {
                    Take(Encoding.Latin1.GetString(buffer, 0, end));
                    client.Send([CollectorSocket.Safe]);
                    buffer.AsSpan((end + 1)..filled).CopyTo(buffer);
                }
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The client ended, or the server does.
        }
        finally
        {
            client.Dispose();
        }
    }

    /// <summary>What is no store path is answered, too: it is garbage that protects nothing.</summary>
    private void Take(string line)
    {
        if (!_directory.TryParse(line, out StorePath? path))
            return;
        lock (_gate)
        {
            _safe.Add(path.HashPart);
            while (_deleting == path.HashPart && !_ended)
                Monitor.Wait(_gate);
        }
    }
}
