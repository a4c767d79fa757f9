using Clu.Binary;
using Clu.Nix.ServeProtocol;
using Clu.Nix.StoreObjects;
using Clu.Stores.Serving;

namespace Clu.Stores.Remote;

/// <summary>
/// The archive of an object as it comes from a server. It has a connection for itself, which can be used again only when the archive was read to its end.
/// </summary>
internal sealed class ServeArchive : ReadOnlyStream
{
    private readonly ServePool _pool;
    private readonly SizedStream _archive;
    private ServeConnection? _connection;

    public ServeArchive(ServePool pool, StoreObjectInfo info)
    {
        _pool = pool;
        _connection = pool.Rent();
        try
        {
            _connection.Ask(new DumpStorePathRequest(info.Path));
            _archive = new SizedStream(_connection.Channel.Input, info.NarSize, "archive");
        }
        catch
        {
            pool.GiveUp(_connection);
            throw;
        }
    }

    public override int Read(Span<byte> buffer) => _archive.Read(buffer);

    protected override void Dispose(bool disposing)
    {
        if (disposing && _connection is { } connection)
        {
            _connection = null;
            if (_archive.Left == 0)
                _pool.GiveBack(connection);
            else
                _pool.GiveUp(connection);
        }

        base.Dispose(disposing);
    }
}
