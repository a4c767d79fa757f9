using System.Globalization;

namespace Clu.Stores.Caches;

/// <summary>How servers are put up with: what fails in passing is tried again a few times, and silence is not waited through for ever.</summary>
/// <param name="pause">Half the time before the second try; it doubles with each.</param>
/// <param name="stall">How long a server may say nothing before the try counts as failed.</param>
internal sealed class Patience(TimeSpan? pause = null, TimeSpan? stall = null)
{
    /// <summary>How often something is tried.</summary>
    public const int Tries = 5;

    private readonly TimeSpan _pause = pause ?? TimeSpan.FromMilliseconds(250);

    /// <summary>How long a server may say nothing.</summary>
    public TimeSpan Stall { get; } = stall ?? TimeSpan.FromSeconds(60);

    /// <summary>Tries until it works or has failed too often.</summary>
    /// <param name="url">What is asked for, for the error.</param>
    /// <param name="action">One try.</param>
    /// <param name="isPassing">Whether it is worth another try.</param>
    /// <param name="failed">Clears up after a failed try and says how far it got; null for nothing.</param>
    public T Retry<T>(string url, Func<T> action, Func<Exception, bool> isPassing, Func<string>? failed = null)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return action();
            }
            catch (Exception e) when (isPassing(e))
            {
                string progress = failed?.Invoke() ?? "";
                if (attempt == Tries)
                    throw StoreErrors.Network(url, $"{e.Message} ({Tries} tries{progress})", e);
                Thread.Sleep(_pause * (1 << attempt));
            }
        }
    }

    /// <summary>Waits for some bytes, but not for ever.</summary>
    public int Receive(Stream content, Memory<byte> buffer)
    {
        using CancellationTokenSource ending = new(Stall);
        try
        {
            return content.ReadAsync(buffer, ending.Token).AsTask().GetAwaiter().GetResult();
        }
        catch (OperationCanceledException e)
        {
            throw new IOException(string.Create(CultureInfo.InvariantCulture, $"nothing came for {Stall.TotalSeconds:0.#} s"), e);
        }
    }
}
