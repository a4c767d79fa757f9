using Clu.Binary;
using Clu.Nix.Archives;
using Clu.Nix.Hashing;

namespace Clu.Stores;

/// <summary>The files of a store object, as its store has them at hand: as a tree, or as an archive.</summary>
public abstract class ObjectContent
{
    /// <summary>Writes the object's archive.</summary>
    /// <exception cref="CluException">The store does not deliver, or what it delivers is malformed.</exception>
    public abstract void WriteNar(Stream output);

    /// <summary>Puts the files where nothing is yet, with a store's metadata.</summary>
    /// <param name="path">The new file, link or directory; its parent exists. After an error something may be left there.</param>
    /// <param name="advanced">Told the bytes of the archive, piece by piece.</param>
    /// <returns>Hash and bytes of the archive of what was written.</returns>
    public abstract (Hash Hash, long Size) Unpack(string path, Action<long> advanced);

    /// <summary>The tree, without its contents.</summary>
    public abstract Nix.Listings.ListingNode List();

    /// <summary>Copies the content of one file.</summary>
    /// <param name="path">The names on the way to it; none for an object that is a file.</param>
    /// <param name="output">Gets the content.</param>
    /// <returns>Whether there is such a file.</returns>
    public abstract bool CopyFile(IReadOnlyList<FileName> path, Stream output);
}
