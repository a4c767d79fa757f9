using System.Net.Sockets;
using Clu.Binary;
using Clu.Stores.Remote;
using Clu.Testing;

namespace Clu.Stores.Tests.Remote;

public sealed class ChannelTests : IDisposable
{
    private static readonly TimeSpan _short = TimeSpan.FromMilliseconds(300);
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_program_gets_what_is_written_and_its_answer_is_read()
    {
        using Channel channel = Shell("read line; printf 'got %s' \"$line\"; cat >/dev/null");
        channel.Output.Write("hello\n"u8);
        channel.Output.Flush();
        byte[] answer = new byte[9];
        channel.Input.ReadExactly(answer);
        Assert.Equal("got hello"u8, answer);
        Assert.False(channel.HasInput);
    }

    [Fact]
    public void What_a_program_sent_can_be_seen_before_it_is_read()
    {
        using Channel channel = Shell("printf 12; read line");
        Assert.True(SpinWait.SpinUntil(() => channel.HasInput, TimeSpan.FromSeconds(20)));
        Assert.Equal('1', channel.Input.ReadByte());
        Assert.True(channel.HasInput);
        Assert.Equal('2', channel.Input.ReadByte());
        Assert.False(channel.HasInput);
    }

    [Fact]
    public void A_program_that_ends_is_an_error_with_what_it_said()
    {
        using Channel channel = Shell(@"printf '\033[31merror:\033[0m no\a\nway\n' >&2");
        CluException error = Assert.Throws<CluException>(() => channel.Input.ReadByte());
        Assert.Equal(("CLU0331", "'test://' ended the connection: error: no? way"), (error.Code, error.Message));
    }

    [Fact]
    public void Of_a_program_that_says_much_the_end_is_kept()
    {
        using Channel channel = Shell("i=0; while [ $i -lt 20000 ]; do echo line $i >&2; i=$((i+1)); done");
        CluException error = Assert.Throws<CluException>(() => channel.Input.ReadByte());
        Assert.InRange(error.Message.Length, 1000, 2100);
    }

    [Fact]
    public void A_program_that_does_nothing_is_given_up()
    {
        using Channel channel = Shell("echo waiting >&2; sleep 60");
        channel.Patience = _short;
        CluException error = Assert.Throws<CluException>(() => channel.Input.ReadByte());
        Assert.Equal(("CLU0332", "'test://' did nothing for 0.3 s; it had said: waiting"), (error.Code, error.Message));
    }

    [Fact]
    public void A_program_that_does_not_read_is_given_up()
    {
        using Channel channel = Shell("sleep 60");
        channel.Patience = _short;
        byte[] much = new byte[1 << 20];
        Assert.Equal("CLU0332", Assert.Throws<CluException>(() => channel.Output.Write(much)).Code);
    }

    [Fact]
    public void A_program_that_is_not_there_is_an_error()
    {
        CluException error = Assert.Throws<CluException>(() => ProcessChannel.Start("test://", "no-such-program", []));
        Assert.Equal(("CLU0330", "'test://' cannot be reached: 'no-such-program' cannot be run (it is not installed)"), (error.Code, error.Message));
    }

    [Fact]
    public void A_socket_carries_bytes_both_ways_and_its_end_is_an_error()
    {
        using Socket listener = Listen();
        using Channel channel = SocketChannel.Connect("unix://", _folder["socket"], _short);
        using Socket peer = listener.Accept();
        channel.Output.Write("hello"u8);
        channel.Output.Flush();
        byte[] got = new byte[5];
        peer.Receive(got);
        Assert.Equal("hello"u8, got);
        Assert.False(channel.HasInput);
        peer.Send("x"u8);
        Assert.True(SpinWait.SpinUntil(() => channel.HasInput, TimeSpan.FromSeconds(20)));
        Assert.Equal('x', channel.Input.ReadByte());
        peer.Dispose();
        CluException error = Assert.Throws<CluException>(() => channel.Input.ReadByte());
        Assert.Equal(("CLU0331", "'unix://' ended the connection and said nothing"), (error.Code, error.Message));
    }

    [Fact]
    public void A_socket_on_which_nothing_happens_is_given_up()
    {
        using Socket listener = Listen();
        using Channel channel = SocketChannel.Connect("unix://", _folder["socket"], _short);
        Assert.Equal("CLU0332", Assert.Throws<CluException>(() => channel.Input.ReadByte()).Code);
    }

    [Fact]
    public void A_socket_where_nobody_listens_is_an_error()
    {
        using (Listen())
        {
        }

        Assert.Equal("CLU0330", Assert.Throws<CluException>(() => SocketChannel.Connect("unix://", _folder["socket"])).Code);
        Assert.Equal("CLU0330", Assert.Throws<CluException>(() => SocketChannel.Connect("unix://", _folder["none"])).Code);
        Assert.Equal("CLU0330", Assert.Throws<CluException>(() => SocketChannel.Connect("unix://", _folder[new string('x', 200)])).Code);
    }

    private static ProcessChannel Shell(string script) => ProcessChannel.Start("test://", "sh", ["-c", script]);

    private Socket Listen()
    {
        Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(_folder["socket"]));
        listener.Listen();
        return listener;
    }
}
