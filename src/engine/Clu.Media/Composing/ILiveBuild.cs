using Clu.Binary;
using Clu.Stores.Progress;

namespace Clu.Media.Composing;

/// <summary>Makes or finds the systems of a medium. What it found stays as it is until it is disposed.</summary>
internal interface ILiveBuild : IDisposable
{
    /// <summary>Makes and finds them.</summary>
    /// <param name="scratch">Folder for temporary files.</param>
    /// <param name="progress">Told of each step.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="CluException">Something is missing, or a system would not boot.</exception>
    Task<MediumSystems> RunAsync(string scratch, IProgress<ProgressEvent>? progress, CancellationToken cancel);
}
