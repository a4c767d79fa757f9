using Clu.Binary;
using Clu.Nix.Archives;
using Clu.Nix.ContentAddresses;
using Clu.Nix.Hashing;
using Clu.Nix.Listings;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores.Caches;
using Clu.Stores.Verification;

namespace Clu.Stores.Exports;

/// <summary>Finds out whether an object's path was computed from its content, where nothing says so.</summary>
/// <param name="paths">Computes paths.</param>
internal sealed class ContentAddressFinder(StorePathFactory paths)
{
    private static readonly HashAlgorithm[] _older = [HashAlgorithm.Sha512, HashAlgorithm.Sha1, HashAlgorithm.Md5];

    /// <summary>The content address that gives the object's path; null when none does.</summary>
    /// <param name="info">The object; its hash is right.</param>
    /// <param name="content">Its files; read again only where that can tell something.</param>
    public ContentAddress? Find(StoreObjectInfo info, ObjectContent content)
    {
        bool self = info.References.Contains(info.Path);
        StoreReferences references = new([.. info.References.Where(path => path != info.Path)], self);
        if (self)
        {
            using SelfReferenceHasher modulo = new(HashAlgorithm.Sha256, info.Path.HashPart);
            content.WriteNar(modulo);
            return Match(info, references, [new(ContentAddressMethod.Nar, modulo.Finish())]);
        }

        ContentAddress archive = new(ContentAddressMethod.Nar, info.NarHash);
        if (Match(info, references, [archive]) is { } found)
            return found;
        bool isFile = content.List() is ListingFile;
        // A directory with references has no other kind of address.
        return isFile || references.Others.Count == 0 ? Match(info, references, Candidates(content, isFile)) : null;
    }

    private static List<ContentAddress> Candidates(ObjectContent content, bool isFile)
    {
        List<HashSink> archives = [.. _older.Select(algorithm => new HashSink(algorithm))];
        List<SingleFileHasher> files = isFile ? [.. _older.Prepend(HashAlgorithm.Sha256).Select(algorithm => new SingleFileHasher(algorithm))] : [];
        try
        {
            using Fork fork = new([.. archives, .. files]);
            content.WriteNar(fork);
            List<ContentAddress> candidates = [.. archives.Select(sink => new ContentAddress(ContentAddressMethod.Nar, sink.Finish()))];
            foreach (SingleFileHasher file in files)
            {
                if (file.Finish() is not { } hash)
                    continue;
                candidates.Add(new ContentAddress(ContentAddressMethod.Flat, hash));
                if (hash.Algorithm == HashAlgorithm.Sha256)
                    candidates.Add(new ContentAddress(ContentAddressMethod.Text, hash));
            }

            return candidates;
        }
        finally
        {
            archives.ForEach(sink => sink.Dispose());
            files.ForEach(file => file.Dispose());
        }
    }

    private ContentAddress? Match(StoreObjectInfo info, StoreReferences references, IEnumerable<ContentAddress> candidates) =>
        candidates.FirstOrDefault(address => Gives(info, references, address));

    private bool Gives(StoreObjectInfo info, StoreReferences references, ContentAddress address)
    {
        try
        {
            return paths.FromContentAddress(info.Path.Name, address, references) == info.Path;
        }
        catch (CluException)
        {
            // Such an address takes no such references.
            return false;
        }
    }
}
