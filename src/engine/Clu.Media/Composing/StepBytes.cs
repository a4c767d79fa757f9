using Clu.Stores.Progress;

namespace Clu.Media.Composing;

/// <summary>Turns a count of bytes into a step's progress, and is where a writer that knows no cancellation is stopped.</summary>
/// <param name="progress">Is told.</param>
/// <param name="step">The step.</param>
/// <param name="cancel">Ends it.</param>
/// <param name="before">Bytes of the step that were done before.</param>
public sealed class StepBytes(IProgress<ProgressEvent>? progress, string step, CancellationToken cancel, long before = 0) : IProgress<long>
{
    /// <inheritdoc/>
    public void Report(long value)
    {
        cancel.ThrowIfCancellationRequested();
        progress?.Report(new ProgressEvent.StepAdvanced(step, before + value, null));
    }
}
