using Clu.Stores.Trees;
using Clu.Testing;

namespace Clu.Conformance.Tests.Stores;

/// <summary>What tests with the S3 server have in common: its keys in the environment, and a folder for stores.</summary>
[Collection(S3Collection.Name)]
public abstract class S3Tests : IDisposable
{
    protected S3Tests(S3Server server)
    {
        Server = server;
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", S3Server.Key);
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", S3Server.Secret);
    }

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected S3Server Server { get; }

    protected TempFolder Folder { get; } = new();

    protected string Source => $"local?root={Folder["source"]}";

    protected string Target => $"local?root={Folder["target"]}";

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", null);
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", null);
        foreach (string root in Directory.GetDirectories(Folder.Path))
            ObjectTree.Remove(root);
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }
}
