using Clu.Binary;
using Clu.Install.Journals;
using Clu.Install.Plans;
using Clu.Install.Receipts;
using Clu.Stores.Progress;

namespace Clu.Install.Execution;

/// <summary>Goes through the steps of a plan and records each in the journal when what it did is on the disk.</summary>
/// <param name="actions">Does what they say.</param>
/// <param name="journal">What was done by an earlier run, and what is done now.</param>
/// <param name="log">Told of each step.</param>
/// <param name="clock">Measures.</param>
public sealed class StepRunner(ActionRunner actions, DiskJournal journal, InstallLog log, TimeProvider clock)
{
    /// <summary>Does the steps that are not done, and of those that are what a new start needs.</summary>
    /// <param name="steps">The steps, in order.</param>
    /// <param name="after">Called after each.</param>
    /// <param name="progress">Told of each step.</param>
    /// <param name="cancel">Ends it between two actions, and kills a program that runs.</param>
    /// <exception cref="CluException">A step failed; the message names it.</exception>
    public async Task<IReadOnlyList<StepReceipt>> RunAsync(
        IReadOnlyList<InstallStep> steps, Action<InstallStep>? after, IProgress<ProgressEvent>? progress, CancellationToken cancel)
    {
        List<StepReceipt> receipts = [];
        foreach (InstallStep step in steps)
        {
            bool isDone = journal.Done.Contains(step.Id);
            IReadOnlyList<InstallAction> wanted = isDone ? step.WhenDone : step.Actions;
            long start = clock.GetTimestamp();
            log.Add($"== {step.Title} ({step.Id}){(isDone ? ": done before" : "")}");
            // Copying reports for itself, in bytes.
            bool reports = wanted.Any(action => action is InstallAction.CopyClosure);
            if (!reports)
                progress?.Report(new ProgressEvent.StepStarted(step.Id, step.Title, null));
            await DoAsync(step, wanted, progress, cancel).ConfigureAwait(false);
            double seconds = clock.GetElapsedTime(start).TotalSeconds;
            if (!isDone)
            {
                // The journal must not know more than the disk.
                Ownership.SyncAll();
                journal.Record(step.Id);
            }

            receipts.Add(new StepReceipt(step.Id, step.Title, seconds, [.. wanted.Select(action => ActionText.Of(action))]));
            if (!reports)
                progress?.Report(new ProgressEvent.StepFinished(step.Id, isDone ? "done before" : "done"));
            after?.Invoke(step);
        }

        return receipts;
    }

    private async Task DoAsync(InstallStep step, IReadOnlyList<InstallAction> wanted, IProgress<ProgressEvent>? progress, CancellationToken cancel)
    {
        try
        {
            foreach (InstallAction action in wanted)
                await actions.RunAsync(action, progress, cancel).ConfigureAwait(false);
        }
        catch (CluException e)
        {
            log.Add($"FAILED {e.Code}: {e.Message}");
            throw InstallErrors.StepFailed(step.Title, step.Id, e, log.Path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            log.Add($"FAILED: {e.Message}");
            throw InstallErrors.StepFailed(step.Title, step.Id, InstallErrors.Refused(e), log.Path);
        }
    }
}
