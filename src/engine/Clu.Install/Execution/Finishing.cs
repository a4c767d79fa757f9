using Clu.Binary;
using Clu.Images.Trees;
using Clu.Install.Journals;
using Clu.Install.Loaders;
using Clu.Install.Plans;
using Clu.Install.Populating;
using Clu.Install.Receipts;
using Clu.Install.Tools;
using Clu.Media.Inspection;
using Clu.Stores.Progress;

namespace Clu.Install.Execution;

/// <summary>The end of an installation: nothing is said to be done that was not checked.</summary>
internal sealed class Finishing(InstallSource source, InstallOptions options, TimeProvider clock, ToolRunner tools, ActionRunner actions, InstallLog log, TargetFolder target)
{
    private const string Step = "check";

    private static readonly string[] _checks =
    [
        "every store object is there with its hash", "the boot loader starts a kernel that is there", "fstab and crypttab lead to what is there", "the file systems are clean",
    ];

    /// <summary>Checks the target as it is mounted, then its file systems without, and leaves the receipt on it.</summary>
    /// <exception cref="CluException">CLU0676: something is not sound.</exception>
    public async Task<InstallReceipt> RunAsync(
        InstallRun run, DiskJournal journal, IReadOnlyList<StepReceipt> steps, IProgress<ProgressEvent>? progress, CancellationToken cancel)
    {
        log.Add("== Checking what was installed (check)");
        List<string> findings = [];
        Store(run.Plan, findings, progress, cancel);
        progress?.Report(new ProgressEvent.StepStarted(Step, "Checking the boot loader and the file systems", null));
        IReadOnlyList<Finding> loader = await new LoaderVerification(tools).CheckAsync(run.Plan.Loader, cancel).ConfigureAwait(false);
        findings.AddRange(loader.Where(finding => finding.Severity == FindingSeverity.Error).Select(finding => finding.Text));
        log.LeaveTarget();
        await Installer.UnmountAsync(tools, options.Root, cancel).ConfigureAwait(false);
        findings.AddRange(await new TargetChecks(tools).FileSystemsAsync(run.Plan.Disks, cancel).ConfigureAwait(false));
        if (findings.Count > 0)
        {
            foreach (string finding in findings)
                log.Add($"UNSOUND: {finding}");
            await WithTargetAsync(run.Plan, () => log.KeepOn(target), cancel).ConfigureAwait(false);
            throw InstallErrors.Unsound(findings);
        }

        InstallReceipt receipt = new()
        {
            Plan = run.Plan,
            Version = typeof(Finishing).Assembly.GetName().Version!.ToString(3),
            Medium = source.Manifest.Label,
            Started = journal.Header.Started,
            Finished = clock.GetUtcNow(),
            IsResumed = run.Resumed is not null,
            Steps = steps,
            Checks = _checks,
            Warnings = [.. loader.Where(finding => finding.Severity != FindingSeverity.Error).Select(finding => finding.Text)],
        };
        log.Add("installed");
        await WithTargetAsync(
            run.Plan,
            () =>
            {
                target.Write(new PlannedFile(InstallReceipt.TargetPath, receipt.Write(), UnixPermissions.File));
                target.Remove(InstallSteps.AnswersPath);
                log.KeepOn(target);
            },
            cancel).ConfigureAwait(false);
        journal.Clear();
        progress?.Report(new ProgressEvent.StepFinished(Step, "everything is sound"));
        return receipt;
    }

    private void Store(InstallPlan plan, List<string> findings, IProgress<ProgressEvent>? progress, CancellationToken cancel)
    {
        try
        {
            StoreVerification.Run(source.StorePath, options.Root, [plan.Choices.Host.Toplevel, .. plan.Choices.Host.Offline?.Roots ?? []], progress, cancel);
        }
        catch (CluException e)
        {
            findings.Add(e.Message);
        }
    }

    /// <summary>Does something with the target mounted, and unmounts it again.</summary>
    private async Task WithTargetAsync(InstallPlan plan, Action work, CancellationToken cancel)
    {
        foreach (InstallAction mount in InstallSteps.Mount(plan.Disks).Actions)
            await actions.RunAsync(mount, null, cancel).ConfigureAwait(false);
        work();
        log.LeaveTarget();
        Ownership.SyncAll();
        await Installer.UnmountAsync(tools, options.Root, cancel).ConfigureAwait(false);
    }
}
