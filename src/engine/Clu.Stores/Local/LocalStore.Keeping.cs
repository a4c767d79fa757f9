using Clu.Binary;

namespace Clu.Stores.Local;

/// <summary>The local store as a server's store.</summary>
public sealed partial class LocalStore
{
    /// <summary>Keeps all objects from being collected as garbage until this store is closed.</summary>
    /// <exception cref="CluException">CLU0301: the lock cannot be taken.</exception>
    public void KeepAll() => BeginWriting();
}
