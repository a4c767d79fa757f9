using Clu.Binary;

namespace Clu.Stores.Caches;

/// <summary>Writes to a compressor, and gives back the room that it took when both are done.</summary>
/// <param name="packer">Gets what is written; disposed.</param>
/// <param name="room">Disposed last.</param>
internal sealed class RoomStream(Stream packer, IDisposable room) : WriteOnlyStream
{
    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer) => packer.Write(buffer);

    /// <inheritdoc/>
    public override void Flush() => packer.Flush();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            try
            {
                packer.Dispose();
            }
            finally
            {
                room.Dispose();
            }
        }

        base.Dispose(disposing);
    }
}
