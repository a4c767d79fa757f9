using System.Text;

namespace Clu.Stores.Remote;

/// <summary>Reads what a program says on its standard error, and keeps the end of it.</summary>
internal sealed class PeerWords : IDisposable
{
    private const int Kept = 4096;

    private readonly Lock _gate = new();
    private readonly Stream _error;
    private readonly Thread _reader;
    private byte[] _tail = [];

    public PeerWords(Stream error)
    {
        _error = error;
        _reader = new Thread(Read) { IsBackground = true, Name = "standard error of a peer" };
        _reader.Start();
    }

    /// <summary>The last that it said, on one line.</summary>
    /// <param name="wait">How long to wait for the end.</param>
    public string Last(TimeSpan wait)
    {
        _reader.Join(wait);
        lock (_gate)
            return PeerText.Clean(Encoding.UTF8.GetString(_tail));
    }

    public void Dispose() => _error.Dispose();

    private void Read()
    {
        byte[] buffer = new byte[Kept];
        try
        {
            for (int read; (read = _error.Read(buffer)) > 0;)
            {
                lock (_gate)
                {
                    byte[] all = [.. _tail, .. buffer.AsSpan(0, read)];
                    _tail = all[Math.Max(0, all.Length - Kept)..];
                }
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // Nobody wants to know any more.
        }
    }
}
