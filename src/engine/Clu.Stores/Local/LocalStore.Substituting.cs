using Clu.Nix.StorePaths;
using Clu.Stores.Configuration;
using Clu.Stores.Substitution;

namespace Clu.Stores.Local;

/// <summary>The local store as one that fetches for itself.</summary>
public sealed partial class LocalStore : ISubstitutingStore
{
    /// <summary>Where it fetches from; those of this process's <c>nix.conf</c> when nothing else is said.</summary>
    public Substituters Substituters
    {
        private get => field ??= new Substituters(NixConf.OfProcess(Environment.GetEnvironmentVariable), [], null);
        set;
    }

    /// <inheritdoc/>
    public void Substitute(IReadOnlyCollection<StorePath> paths, CancellationToken cancel)
    {
        ThrowIfReadOnly();
        Substituters.Fetch(this, paths, cancel);
    }
}
