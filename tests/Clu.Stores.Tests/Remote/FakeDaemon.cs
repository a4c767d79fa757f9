using System.Net.Sockets;
using Clu.Nix.StorePaths;
using Clu.Nix.Wire;
using Clu.Nix.WorkerProtocol;
using Clu.Stores.Remote;
using Clu.Testing;

namespace Clu.Stores.Tests.Remote;

/// <summary>What listens where a daemon should and says what the test wants: real ones neither lie nor stall when asked to.</summary>
internal sealed class FakeDaemon : IDisposable
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(20);

    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly Task _server;
    private readonly string _socket;
    private volatile bool _ending;

    /// <param name="folder">Gets the socket.</param>
    /// <param name="minor">The version that it speaks.</param>
    /// <param name="serve">What it does after the greeting; the connection ends with it.</param>
    public FakeDaemon(TempFolder folder, int minor, Action<ProtocolReader, ProtocolWriter> serve)
        : this(folder, (reader, writer) =>
        {
            reader.Wire.Number("greeting");
            reader.Wire.Number("version");
            writer.Number(WorkerMagic.Daemon);
            writer.Number((ulong)(0x100 + minor));
            writer.Flush();
            reader.Wire.Number("processors");
            reader.Wire.Number("space");
            WorkerDaemonInfo.Write(writer, new DaemonInfo("2.0", DaemonTrust.Trusted), new WorkerVersion(minor));
            writer.Number(WorkerMagic.Last);
            writer.Flush();
            serve(reader, writer);
        })
    {
    }

    /// <param name="folder">Gets the socket.</param>
    /// <param name="serve">What it does from the first byte on.</param>
    public FakeDaemon(TempFolder folder, Action<ProtocolReader, ProtocolWriter> serve)
    {
        _socket = folder["socket"];
        _listener.Bind(new UnixDomainSocketEndPoint(_socket));
        _listener.Listen();
        _server = Task.Run(() =>
        {
            while (!_ending)
            {
                if (_listener.Poll(_pause, SelectMode.SelectRead))
                    Serve(serve);
            }
        });
    }

    public WorkerStore Connect(int minor = 37, TimeSpan? patience = null) =>
        new("unix://", 1, () => SocketChannel.Connect("unix://", _socket, patience), offered: new WorkerVersion(minor));

    public void Dispose()
    {
        _ending = true;
        _server.Wait(TimeSpan.FromSeconds(10));
        _listener.Dispose();
    }

    private void Serve(Action<ProtocolReader, ProtocolWriter> serve)
    {
        using NetworkStream stream = new(_listener.Accept(), ownsSocket: true);
        try
        {
            serve(new ProtocolReader(stream, "fake", StoreDirectory.Default), new ProtocolWriter(stream, StoreDirectory.Default));
        }
        catch (Exception e) when (e is IOException or Binary.CluException)
        {
            // The client went away.
        }
    }
}
