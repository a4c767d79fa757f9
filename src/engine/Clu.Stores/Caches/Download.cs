namespace Clu.Stores.Caches;

/// <summary>An answer of a server whose content is about to come.</summary>
/// <param name="content">The content; disposed with the answer.</param>
/// <param name="length">Its bytes, if told.</param>
/// <param name="owner">Disposed with it; null for nothing.</param>
internal sealed class Download(Stream content, long? length, IDisposable? owner) : IDisposable
{
    /// <summary>The content.</summary>
    public Stream Content => content;

    /// <summary>Its bytes, if told.</summary>
    public long? Length => length;

    public void Dispose()
    {
        content.Dispose();
        owner?.Dispose();
    }
}
