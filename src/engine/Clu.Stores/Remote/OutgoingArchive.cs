using System.Globalization;
using Clu.Binary;
using Clu.Nix.Hashing;
using Clu.Nix.StoreObjects;

namespace Clu.Stores.Remote;

/// <summary>Sends an archive of which the other side knows the size, and sees that it is what was said before the last byte goes out.</summary>
/// <param name="info">What was said.</param>
/// <param name="path">The object's path, for errors.</param>
/// <param name="output">Goes to the other side.</param>
/// <param name="advanced">Told the bytes, piece by piece.</param>
internal sealed class OutgoingArchive(StoreObjectInfo info, string path, Stream output, Action<long> advanced) : WriteOnlyStream
{
    private readonly HashSink _hash = new(info.NarHash.Algorithm);
    private byte? _last;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (buffer.IsEmpty)
            return;
        _hash.Write(buffer);
        if (_hash.Count > info.NarSize)
            throw StoreErrors.NotWhatItSays(path, "size", Number(info.NarSize), "larger");
        if (_last is { } last)
            output.WriteByte(last);
        output.Write(buffer[..^1]);
        _last = buffer[^1];
        advanced(buffer.Length);
    }

    public override void Flush()
    {
    }

    /// <summary>Sends the last byte, without which the other side takes nothing.</summary>
    /// <exception cref="CluException">CLU0310: the archive is not what was said.</exception>
    public void Finish()
    {
        Hash hash = _hash.Finish();
        if (_hash.Count != info.NarSize)
            throw StoreErrors.NotWhatItSays(path, "size", Number(info.NarSize), Number(_hash.Count));
        if (hash != info.NarHash)
            throw StoreErrors.NotWhatItSays(path, "hash", info.NarHash.ToString(), hash.ToString());
        output.WriteByte(_last!.Value);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _hash.Dispose();
        base.Dispose(disposing);
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
