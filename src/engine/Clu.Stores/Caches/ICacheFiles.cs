using Clu.Binary;

namespace Clu.Stores.Caches;

/// <summary>The files of a binary cache, wherever they lie. Names are relative, with slashes. Safe for several threads.</summary>
internal interface ICacheFiles : IDisposable
{
    /// <summary>The cache's URL without parameters.</summary>
    string Url { get; }

    /// <summary>Whether files can be written.</summary>
    bool CanWrite { get; }

    /// <summary>A small file as a whole; null when there is none.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="maxLength">A longer one is malformed.</param>
    /// <exception cref="CluException">CLU0316: the server does not deliver.</exception>
    byte[]? Find(string name, int maxLength);

    /// <summary>Opens a file at its start.</summary>
    /// <exception cref="CluException">CLU0316: there is none, or the server does not deliver.</exception>
    Stream Open(string name);

    /// <summary>Whether there is such a file.</summary>
    bool Has(string name);

    /// <summary>Names of the files at the top that end so; null where that cannot be known.</summary>
    IReadOnlyList<string>? List(string ending);

    /// <summary>Every file, those under way too; null where that cannot be known.</summary>
    IEnumerable<CacheFile>? Files();

    /// <summary>Writes a small file, all at once.</summary>
    void Write(string name, ReadOnlySpan<byte> content);

    /// <summary>Begins a file whose name is known only when its content is.</summary>
    ICacheUpload Begin();

    /// <summary>Removes files, ends those under way; that one is gone already is no error.</summary>
    void Delete(IReadOnlyCollection<CacheFile> files);
}
