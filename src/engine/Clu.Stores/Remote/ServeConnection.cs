using Clu.Binary;
using Clu.Nix.ServeProtocol;
using Clu.Nix.StorePaths;

namespace Clu.Stores.Remote;

/// <summary>One <c>nix-store --serve</c> at the other end. For one thread at a time; after an error of any kind it must be given up.</summary>
internal sealed class ServeConnection : IDisposable
{
    private readonly ServeRequestWriter _requests;

    private ServeConnection(Channel channel, ServeVersion version, StoreDirectory directory)
    {
        Channel = channel;
        _requests = new ServeRequestWriter(channel.Output, version, directory);
        Replies = new ServeReplyReader(channel.Input, version, directory);
    }

    /// <summary>The bytes themselves: archives go past requests and replies.</summary>
    public Channel Channel { get; }

    /// <summary>What the server answers.</summary>
    public ServeReplyReader Replies { get; }

    /// <summary>Connects.</summary>
    /// <exception cref="CluException">CLU0330, CLU0331, CLU0332: nobody answers. CLU0340: the answer is none of a server.</exception>
    public static ServeConnection Open(string url, Func<Channel> connect, StoreDirectory directory)
    {
        Channel channel = connect();
        try
        {
            return new ServeConnection(channel, ServeHandshake.AsClient(channel.Input, channel.Output), directory);
        }
        catch (MalformedDataException e)
        {
            GiveUp(channel);
            throw StoreErrors.NotServing(url, e);
        }
        catch
        {
            GiveUp(channel);
            throw;
        }
    }

    /// <summary>Asks, without what belongs to the request.</summary>
    public void Begin(ServeRequest request) => _requests.Write(request);

    /// <summary>Sends what was asked.</summary>
    public void Flush() => _requests.Flush();

    /// <summary>Asks.</summary>
    public ServeReplyReader Ask(ServeRequest request)
    {
        Begin(request);
        Flush();
        return Replies;
    }

    /// <summary>Ends it in the middle: the other side may still be sending, and nobody waits for it.</summary>
    public void GiveUp() => GiveUp(Channel);

    public void Dispose() => Channel.Dispose();

    private static void GiveUp(Channel channel)
    {
        channel.Abort();
        channel.Dispose();
    }
}
