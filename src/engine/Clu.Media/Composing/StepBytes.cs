using Clu.Stores.Progress;

namespace Clu.Media.Composing;

/// <summary>Turns a count of bytes into a step's progress, and is where a writer that knows no cancellation is stopped.</summary>
internal sealed class StepBytes(IProgress<ProgressEvent>? progress, string step, CancellationToken cancel) : IProgress<long>
{
    public void Report(long value)
    {
        cancel.ThrowIfCancellationRequested();
        progress?.Report(new ProgressEvent.StepAdvanced(step, value, null));
    }
}
