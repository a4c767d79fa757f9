namespace Clu.Stores.Caches;

/// <summary>A file on its way into a cache. Disposed before it is committed it leaves nothing.</summary>
internal interface ICacheUpload : IDisposable
{
    /// <summary>Takes the content.</summary>
    Stream Content { get; }

    /// <summary>Gives the file its name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="overwrite">Whether a file of that name is replaced; otherwise it stays.</param>
    void Commit(string name, bool overwrite = false);
}
