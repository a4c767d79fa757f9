using Clu.Stores.Progress;

namespace Clu.Cli.Progress;

/// <summary>Takes the reports of all threads one after the other.</summary>
internal abstract class SerialProgress : IProgressRenderer
{
    /// <summary>Held while a report is shown.</summary>
    protected Lock Gate { get; } = new();

    public void Report(ProgressEvent value)
    {
        lock (Gate)
            Show(value);
    }

    public virtual void Dispose()
    {
    }

    protected abstract void Show(ProgressEvent value);
}
