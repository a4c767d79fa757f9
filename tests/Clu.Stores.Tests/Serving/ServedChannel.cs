using System.IO.Pipes;
using Clu.Binary;
using Clu.Stores.Remote;
using Clu.Stores.Serving;

namespace Clu.Stores.Tests.Serving;

/// <summary>A channel to a server of clu's own that runs in a thread of the test.</summary>
internal sealed class ServedChannel : Channel
{
    private readonly AnonymousPipeServerStream _questions = new(PipeDirection.Out), _answers = new(PipeDirection.In);
    private readonly Thread _server;
    private string _words = "";

    public ServedChannel(IStore store, string? readOnly, TimeSpan patience)
        : base("ssh://test", patience)
    {
        AnonymousPipeClientStream input = new(PipeDirection.In, _questions.ClientSafePipeHandle), output = new(PipeDirection.Out, _answers.ClientSafePipeHandle);
        _server = new Thread(() =>
        {
            using (input)
            using (output)
            {
                try
                {
                    using BufferedStream buffered = new(output);
                    new ServeServer(store, readOnly).Run(new BufferedStream(input), buffered, CancellationToken.None);
                }
                catch (Exception e) when (e is CluException or IOException)
                {
                    _words = e.Message;
                }
            }
        });
        _server.Start();
    }

    protected override bool IsReadable => throw new NotSupportedException();

    public override void Abort()
    {
        _questions.Dispose();
        _answers.Dispose();
    }

    protected override int ReceiveRaw(Span<byte> buffer) => _answers.Read(buffer);

    protected override void SendRaw(ReadOnlySpan<byte> bytes) => _questions.Write(bytes);

    protected override string LastWords()
    {
        _server.Join();
        return _words;
    }

    protected override void Close()
    {
        Abort();
        _server.Join();
    }
}
