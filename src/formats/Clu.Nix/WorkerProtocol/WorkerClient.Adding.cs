using Clu.Binary;
using Clu.Nix.Hashing;
using Clu.Nix.StoreObjects;
using Clu.Nix.Wire;

namespace Clu.Nix.WorkerProtocol;

/// <summary>Adding objects, in the three ways that versions of the protocol have.</summary>
public sealed partial class WorkerClient
{
    private const int FirstWithFrames = 23;
    private const int FirstThatAsks = 21;

    private AskedWriter? _asked;

    /// <summary>Adds an object and makes it known; what it refers to is there.</summary>
    /// <param name="info">What is known of it.</param>
    /// <param name="checkSignatures">Whether the daemon shall refuse what carries no signature that it trusts; it does for a client that it does not trust.</param>
    /// <param name="writeNar">Writes the archive into the stream that it is given. What it throws leaves the connection broken.</param>
    public void AddToStore(StoreObjectInfo info, bool checkSignatures, Action<Stream> writeNar)
    {
        Begin(WorkerOperation.AddToStoreNar);
        _writer.StorePath(info.Path);
        _writer.OptionalStorePath(info.Deriver);
        _writer.Text(info.NarHash.Digits(HashEncoding.Base16));
        _writer.StorePathSet(info.References);
        _writer.Number(0L); // the daemon has its own clock
        _writer.Number(info.NarSize);
        _writer.Bool(info.Ultimate);
        _writer.Signatures(info.Signatures);
        _writer.OptionalContentAddress(info.ContentAddress);
        _writer.Bool(false); // no repair
        _writer.Bool(!checkSignatures);
        if (Version.Has(FirstWithFrames))
            SendFrames(writeNar);
        else if (Version.Has(FirstThatAsks))
            SendWhatIsAskedFor(writeNar);
        else
            SendPlain(writeNar);
        IsSound = true;
    }

    private void SendFrames(Action<Stream> writeNar)
    {
        _writer.Flush();
        using FrameWriter frames = new(_writer.Output, () =>
        {
            // The daemon would wait for us if nobody took what it logs.
            while (_hasInput())
            {
                if (Early())
                    throw _reader.Wire.Malformed(_reader.Wire.Offset, "message", MalformedReason.InvalidValue, "the end of the work after the end of the archive", "it before");
            }
        });
        writeNar(frames);
        frames.Finish();
        Await();
    }

    private void SendWhatIsAskedFor(Action<Stream> writeNar)
    {
        _writer.Flush();
        using AskedWriter asked = new(this);
        _asked = asked;
        try
        {
            writeNar(asked);
        }
        finally
        {
            _asked = null;
        }

        // It has got all of the archive: another demand for bytes is an error from here on.
        if (!asked.IsEnough)
            Await();
    }

    private void SendPlain(Action<Stream> writeNar)
    {
        writeNar(_writer.Output);
        Await();
    }

    /// <summary>Takes a message while an archive is being sent; an error leaves the daemon in the middle of it.</summary>
    private bool Early()
    {
        try
        {
            return Next();
        }
        catch (WorkerErrorException)
        {
            IsSound = false;
            throw;
        }
    }

    /// <summary>The daemon wants bytes.</summary>
    private bool Supply(long at, int length)
    {
        if (_asked is null)
            throw _reader.Wire.Malformed(at, "message", MalformedReason.InvalidValue, "no demand for bytes", $"one for {length}");
        _asked.Wanted = length;
        return false;
    }

    /// <summary>Sends what is written to it in the pieces that the daemon asks for.</summary>
    private sealed class AskedWriter(WorkerClient client) : WriteOnlyStream
    {
        public int Wanted { get; set; }

        /// <summary>The daemon wants no more: it has the object already.</summary>
        public bool IsEnough { get; private set; }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            while (!buffer.IsEmpty && !IsEnough)
            {
                while (Wanted == 0 && !IsEnough)
                    IsEnough = client.Early();
                int step = Math.Min(Wanted, buffer.Length);
                if (step == 0)
                    continue;
                WireWriter.Bytes(client._writer.Output, buffer[..step]);
                client._writer.Flush();
                Wanted = 0;
                buffer = buffer[step..];
            }
        }

        public override void Flush()
        {
        }
    }
}
