using Clu.Binary;
using Clu.Nix.StoreObjects;
using Clu.Nix.StorePaths;
using Clu.Stores.Copying;

namespace Clu.Stores.Substitution;

/// <summary>Lets a destination fetch from its own substituters what would be copied to it otherwise.</summary>
public static class DestinationSubstitution
{
    /// <summary>Fetches what it can; the copy that follows brings the rest. Destinations that cannot fetch, such as caches, are left as they are.</summary>
    /// <param name="source">Knows what belongs to the paths.</param>
    /// <param name="destination">Fetches.</param>
    /// <param name="paths">What will be copied.</param>
    /// <param name="recursive">With all that they refer to.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="CluException">CLU0304: the source has not all of it. Others as the destination has them.</exception>
    public static void Run(IStore source, IWritableStore destination, IReadOnlyCollection<StorePath> paths, bool recursive, CancellationToken cancel)
    {
        if (destination is not ISubstitutingStore fetching || source.Directory != destination.Directory)
            return;
        IReadOnlyCollection<StorePath> wanted = recursive ? [.. StoreClosure.Of(source, paths, cancel).Select(info => info.Path)] : paths;
        if (destination.Missing(wanted) is { Count: > 0 } missing)
            fetching.Substitute(missing, cancel);
    }
}
