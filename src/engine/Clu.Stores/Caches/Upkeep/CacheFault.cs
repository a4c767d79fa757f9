namespace Clu.Stores.Caches.Upkeep;

/// <summary>What can be wrong in a cache. From <see cref="UnusedNar"/> on it is only waste.</summary>
public enum CacheFault
{
    /// <summary>The cache does not say that it is one.</summary>
    NoCacheInfo,

    /// <summary>A narinfo or root cannot be read.</summary>
    Malformed,

    /// <summary>A narinfo has the name of another path: nobody finds it, or it stands there twice.</summary>
    Misnamed,

    /// <summary>A path refers to one that has no narinfo.</summary>
    MissingReference,

    /// <summary>The file of a narinfo is not there.</summary>
    MissingFile,

    /// <summary>The file of a narinfo has another size or hash, or what is in it has.</summary>
    Modified,

    /// <summary>No trusted key signed it.</summary>
    Untrusted,

    /// <summary>A root keeps a path that has no narinfo.</summary>
    MissingRoot,

    /// <summary>No narinfo refers to a file.</summary>
    UnusedNar,

    /// <summary>A listing is of a path without narinfo.</summary>
    UnusedListing,

    /// <summary>A file is under way, or was left so by a writer that was interrupted.</summary>
    Unfinished,
}
