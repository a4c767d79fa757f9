using System.Collections.Concurrent;
using Clu.Binary;

namespace Clu.Stores.Remote;

/// <summary>Connections to one server, made as they are needed and lent to one at a time.</summary>
/// <param name="url">The URL of the store, for errors.</param>
/// <param name="most">Connections at once.</param>
/// <param name="connect">Makes one.</param>
internal sealed class ServePool(string url, int most, Func<ServeConnection> connect) : IDisposable
{
    private readonly SemaphoreSlim _free = new(most);
    private readonly ConcurrentBag<ServeConnection> _idle = [];

    /// <summary>Lends a connection; waits while all are lent. It must be given back, or up, in the end.</summary>
    public ServeConnection Rent(CancellationToken cancel = default)
    {
        _free.Wait(cancel);
        try
        {
            return _idle.TryTake(out ServeConnection? idle) ? idle : connect();
        }
        catch
        {
            _free.Release();
            throw;
        }
    }

    /// <summary>Takes a connection back on which nothing is left to be read.</summary>
    public void GiveBack(ServeConnection connection)
    {
        _idle.Add(connection);
        _free.Release();
    }

    /// <summary>Takes a connection back that cannot be used any more.</summary>
    public void GiveUp(ServeConnection connection)
    {
        connection.GiveUp();
        _free.Release();
    }

    /// <summary>Runs an exchange on a connection of its own.</summary>
    /// <exception cref="CluException">CLU0330 to CLU0332, CLU0340, CLU0341: nobody answers, or not as it should.</exception>
    public T Use<T>(Func<ServeConnection, T> exchange, CancellationToken cancel = default)
    {
        ServeConnection connection = Rent(cancel);
        bool sound = false;
        try
        {
            using CancellationTokenRegistration ending = cancel.Register(connection.Channel.Abort);
            T result = exchange(connection);
            sound = !cancel.IsCancellationRequested;
            return result;
        }
        catch (MalformedDataException e) when (e.Format == Nix.ServeProtocol.ServeHandshake.Format)
        {
            throw StoreErrors.MalformedAnswer(url, e);
        }
        catch (CluException) when (cancel.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancel);
        }
        finally
        {
            if (sound)
                GiveBack(connection);
            else
                GiveUp(connection);
        }
    }

    public void Dispose()
    {
        while (_idle.TryTake(out ServeConnection? connection))
            connection.Dispose();
        _free.Dispose();
    }
}
