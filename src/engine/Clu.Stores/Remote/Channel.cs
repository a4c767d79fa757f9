using Clu.Binary;

namespace Clu.Stores.Remote;

/// <summary>
/// Bytes to and from the program that answers for a store. For one thread, but for <see cref="Abort"/>. A peer that goes away or does nothing is
/// an error in every read and write.
/// </summary>
internal abstract class Channel : IDisposable
{
    /// <summary>Long enough for a lock that another process holds, and for a password.</summary>
    public static readonly TimeSpan DefaultPatience = TimeSpan.FromMinutes(5);

    private const int WriteBufferSize = 64 * 1024;

    private readonly string _peer;
    private readonly Timer _watch;
    private volatile bool _silent;
    private bool _disposed;

    /// <param name="peer">Its URL, for errors.</param>
    /// <param name="patience">How long it may do nothing.</param>
    protected Channel(string peer, TimeSpan patience)
    {
        _peer = peer;
        Patience = patience;
        _watch = new Timer(_ =>
        {
            _silent = true;
            Abort();
        });
        Input = new ChannelInput(Receive);
        Output = new BufferedStream(new ChannelOutput(Send), WriteBufferSize);
    }

    /// <summary>What the peer sends; its end is an error, since no peer ends first.</summary>
    public Stream Input { get; }

    /// <summary>What the peer gets, after a flush.</summary>
    public Stream Output { get; }

    /// <summary>How long a single read or write may take; <see cref="Timeout.InfiniteTimeSpan"/> for what takes as long as it takes.</summary>
    public TimeSpan Patience { get; set; }

    /// <summary>Whether a read gets something, or an error, without waiting.</summary>
    public bool HasInput => ((ChannelInput)Input).HasBuffered || IsReadable;

    protected abstract bool IsReadable { get; }

    /// <summary>Lets what waits for the peer fail, from any thread.</summary>
    public abstract void Abort();

    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        _watch.Dispose();
        Close();
    }

    /// <summary>At least one byte, 0 at the end.</summary>
    protected abstract int ReceiveRaw(Span<byte> buffer);

    protected abstract void SendRaw(ReadOnlySpan<byte> bytes);

    protected abstract void Close();

    /// <summary>What the peer said beside the protocol; may wait a moment for its last words.</summary>
    protected virtual string LastWords() => "";

    private int Receive(Span<byte> buffer)
    {
        _watch.Change(Patience, Timeout.InfiniteTimeSpan);
        try
        {
            int read = ReceiveRaw(buffer);
            return read > 0 ? read : throw Failure(null);
        }
        catch (Exception e) when (IsFailure(e))
        {
            throw Failure(e);
        }
        finally
        {
            Unwatch();
        }
    }

    private void Send(ReadOnlySpan<byte> bytes)
    {
        _watch.Change(Patience, Timeout.InfiniteTimeSpan);
        try
        {
            SendRaw(bytes);
        }
        catch (Exception e) when (IsFailure(e))
        {
            throw Failure(e);
        }
        finally
        {
            Unwatch();
        }
    }

    private void Unwatch() => _watch.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    private CluException Failure(Exception? cause) =>
        _silent ? StoreErrors.Silent(_peer, Patience, LastWords()) : StoreErrors.WentAway(_peer, LastWords(), cause);

    private static bool IsFailure(Exception e) => e is IOException or System.Net.Sockets.SocketException or ObjectDisposedException or InvalidOperationException;
}
