using Clu.Stores.Remote;

namespace Clu.Stores.Tests.Serving;

/// <summary>A channel to a server that says the same whatever it is asked.</summary>
internal sealed class SaidChannel(byte[] said) : Channel("ssh://test", TimeSpan.FromSeconds(5))
{
    private readonly MemoryStream _said = new(said);

    protected override bool IsReadable => true;

    public override void Abort()
    {
    }

    protected override int ReceiveRaw(Span<byte> buffer) => _said.Read(buffer);

    protected override void SendRaw(ReadOnlySpan<byte> bytes)
    {
    }

    protected override void Close()
    {
    }
}
