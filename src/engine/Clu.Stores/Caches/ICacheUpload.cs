namespace Clu.Stores.Caches;

/// <summary>A file on its way into a cache. Disposed before it is committed it leaves nothing.</summary>
internal interface ICacheUpload : IDisposable
{
    /// <summary>Takes the content.</summary>
    Stream Content { get; }

    /// <summary>Gives the file its name; nothing is changed when the cache has one of that name.</summary>
    void Commit(string name);
}
