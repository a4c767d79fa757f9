using Clu.Binary;
using Clu.Stores.Progress;
using Clu.Stores.Roots;

namespace Clu.Stores.Collecting;

/// <summary>A store that has roots, and forgets what they do not keep.</summary>
public interface ICollectableStore : IStore
{
    /// <summary>What keeps objects alive, in byte order of objects, then of sources.</summary>
    IReadOnlyList<StoreRoot> Roots();

    /// <summary>Finds out what would be collected; changes nothing.</summary>
    /// <exception cref="CluException">CLU0304, CLU0360, CLU0363 as for <see cref="Collect"/>.</exception>
    CollectionPlan Plan(CollectionRequest request);

    /// <summary>
    /// Deletes what nothing keeps. Others may work in the store at the same time; what they add, and tell that they need, stays. Killed at any
    /// moment it leaves a sound store.
    /// </summary>
    /// <param name="request">What.</param>
    /// <param name="progress">Told the bytes of archives that went.</param>
    /// <param name="cancel">Ends it between two objects; what was deleted is.</param>
    /// <exception cref="CluException">
    /// CLU0304: one to be deleted is not there. CLU0360: one is alive; nothing was deleted. CLU0363: objects refer to each other in a
    /// circle. CLU0301: something cannot be removed; the store is sound.
    /// </exception>
    CollectionResult Collect(CollectionRequest request, IProgress<ProgressEvent>? progress, CancellationToken cancel);
}
