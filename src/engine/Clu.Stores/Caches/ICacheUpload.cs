namespace Clu.Stores.Caches;

/// <summary>A file on its way into a cache. Disposed before it is committed it leaves nothing.</summary>
internal interface ICacheUpload : IDisposable
{
    /// <summary>Takes the content.</summary>
    Stream Content { get; }

    /// <summary>Gives the file its name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="overwrite">
    /// Whether a file of that name may hold something else; otherwise it has the same content and may stay, but it counts as written now, so
    /// that nobody takes it for an old file that nothing refers to.
    /// </param>
    void Commit(string name, bool overwrite = false);
}
