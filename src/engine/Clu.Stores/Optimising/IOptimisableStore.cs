using Clu.Binary;
using Clu.Stores.Progress;

namespace Clu.Stores.Optimising;

/// <summary>A store that can keep equal files once.</summary>
public interface IOptimisableStore : IStore
{
    /// <summary>Makes equal files of all objects names of one file. What is so already is passed over.</summary>
    /// <param name="dryRun">Only finds out what it would bring.</param>
    /// <param name="progress">Told the bytes of archives that were looked at.</param>
    /// <param name="cancel">Ends it between two files; what was done is.</param>
    /// <exception cref="CluException">CLU0301: a file cannot be read or linked; the store is sound.</exception>
    OptimiseResult Optimise(bool dryRun, IProgress<ProgressEvent>? progress, CancellationToken cancel);
}
