using System.Collections.Concurrent;
using Clu.Binary;
using Clu.Nix.WorkerProtocol;

namespace Clu.Stores.Remote;

/// <summary>Connections to one daemon, made as they are needed and lent to one operation at a time.</summary>
/// <param name="url">The URL of the store, for errors.</param>
/// <param name="most">Connections at once.</param>
/// <param name="connect">Makes one.</param>
internal sealed class WorkerPool(string url, int most, Func<WorkerConnection> connect) : IDisposable
{
    private readonly SemaphoreSlim _free = new(most);
    private readonly ConcurrentBag<WorkerConnection> _idle = [];

    /// <summary>Runs an operation on a connection of its own; one that it leaves broken is thrown away.</summary>
    /// <exception cref="CluException">CLU0330 to CLU0334: nobody answers, or not as it should.</exception>
    public T Use<T>(Func<WorkerConnection, T> operation, CancellationToken cancel = default)
    {
        _free.Wait(cancel);
        WorkerConnection? connection = null;
        try
        {
            connection = _idle.TryTake(out WorkerConnection? idle) ? idle : connect();
            using CancellationTokenRegistration ending = cancel.Register(connection.Channel.Abort);
            return operation(connection);
        }
        catch (CluException) when (cancel.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancel);
        }
        catch (WorkerErrorException e)
        {
            throw StoreErrors.DaemonRefused(url, PeerText.Clean(e.Message), e);
        }
        catch (MalformedDataException e) when (e.Format == WorkerClient.Format)
        {
            throw StoreErrors.NoDaemon(url, e);
        }
        finally
        {
            if (connection is { Client.IsSound: true } && !cancel.IsCancellationRequested)
                _idle.Add(connection);
            else if (connection is not null)
                GiveUp(connection);
            _free.Release();
        }
    }

    /// <inheritdoc cref="Use{T}"/>
    public void Use(Action<WorkerConnection> operation, CancellationToken cancel = default) => Use(connection =>
    {
        operation(connection);
        return true;
    }, cancel);

    public void Dispose()
    {
        while (_idle.TryTake(out WorkerConnection? connection))
            connection.Dispose();
        _free.Dispose();
    }

    /// <summary>The other side may still be sending: nobody waits for it.</summary>
    private static void GiveUp(WorkerConnection connection)
    {
        connection.Channel.Abort();
        connection.Dispose();
    }
}
