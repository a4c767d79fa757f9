using Clu.Binary;
using Clu.Nix.StorePaths;

namespace Clu.Stores;

/// <summary>A store that can fetch objects itself, from the caches that it is set up with.</summary>
public interface ISubstitutingStore : IWritableStore
{
    /// <summary>Fetches objects and what they refer to, as far as its caches have them; <see cref="IWritableStore.Missing"/> tells what they had not.</summary>
    /// <exception cref="CluException">The store does not answer, or refuses.</exception>
    void Substitute(IReadOnlyCollection<StorePath> paths, CancellationToken cancel);
}
