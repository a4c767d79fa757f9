using Clu.Nix.StorePaths;
using Clu.Nix.WorkerProtocol;

namespace Clu.Stores.Remote;

/// <summary>A channel on which a daemon was greeted.</summary>
internal sealed class WorkerConnection : IDisposable
{
    /// <param name="channel">The channel; disposed with the connection, and when there is none.</param>
    /// <param name="directory">Where store paths lie.</param>
    /// <param name="offered">The newest version to speak.</param>
    public WorkerConnection(Channel channel, StoreDirectory directory, WorkerVersion offered)
    {
        Channel = channel;
        try
        {
            Client = new WorkerClient(channel.Input, channel.Output, () => channel.HasInput, directory, offered);
        }
        catch
        {
            channel.Abort();
            channel.Dispose();
            throw;
        }
    }

    public Channel Channel { get; }

    public WorkerClient Client { get; }

    public void Dispose() => Channel.Dispose();
}
