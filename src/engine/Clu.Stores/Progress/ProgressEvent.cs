namespace Clu.Stores.Progress;

/// <summary>What long work reports, through <see cref="IProgress{T}"/>; apps turn it into bars, lines or JSON. Reports may come from any thread.</summary>
public abstract record ProgressEvent
{
    /// <summary>A step has begun.</summary>
    /// <param name="Step">Stable identifier in kebab case, for programs: <c>download</c>, <c>unpack</c>, <c>squashfs</c>.</param>
    /// <param name="Title">What people see.</param>
    /// <param name="TotalBytes">Bytes to be done; null when not known.</param>
    public sealed record StepStarted(string Step, string Title, long? TotalBytes) : ProgressEvent;

    /// <summary>A step has got further.</summary>
    /// <param name="Step">The step.</param>
    /// <param name="DoneBytes">Bytes done since its start.</param>
    /// <param name="Item">What is being worked on; null when nothing has a name.</param>
    public sealed record StepAdvanced(string Step, long DoneBytes, string? Item) : ProgressEvent
    {
        /// <summary>Bytes to be done, where that is known only now; null leaves what is known.</summary>
        public long? TotalBytes { get; init; }

        /// <summary>Things that are done besides bytes: builds; null where there are none.</summary>
        public StepCount? Count { get; init; }
    }

    /// <summary>A step is done.</summary>
    /// <param name="Step">The step.</param>
    /// <param name="Summary">One phrase with figures, for people.</param>
    public sealed record StepFinished(string Step, string Summary) : ProgressEvent;

    /// <summary>Something the reader should know, though work goes on.</summary>
    public sealed record Warning(string Message, string? Hint) : ProgressEvent;
}
