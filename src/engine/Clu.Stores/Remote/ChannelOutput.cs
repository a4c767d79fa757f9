using Clu.Binary;

namespace Clu.Stores.Remote;

/// <summary>Sends at once what is written.</summary>
internal sealed class ChannelOutput(ChannelOutput.Send send) : WriteOnlyStream
{
    /// <summary>Sends all of it, or throws.</summary>
    public delegate void Send(ReadOnlySpan<byte> bytes);

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (!buffer.IsEmpty)
            send(buffer);
    }

    public override void Flush()
    {
    }
}
