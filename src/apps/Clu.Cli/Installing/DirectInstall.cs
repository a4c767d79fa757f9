using Clu.Cli.Progress;
using Clu.Cli.Reports;
using Clu.Install.Answers;
using Clu.Install.Answers.Finding;
using Clu.Install.Execution;
using Clu.Install.Preflights;
using Clu.Install.Receipts;
using Clu.Stores.Progress;

namespace Clu.Cli.Installing;

/// <summary>Installing without a wizard: unattended, confirmed on the command line, resumed, or only planned.</summary>
/// <param name="request">What the command line says.</param>
/// <param name="terminal">Where to write.</param>
internal sealed class DirectInstall(InstallRequest request, Terminal terminal)
{
    /// <summary>Prints what would be done.</summary>
    public async Task PlanAsync(CancellationToken cancel)
    {
        using InstallSession session = await InstallSession.OpenAsync(request, TimeProvider.System, cancel).ConfigureAwait(false);
        InstallAnswers answers = await AnswersAsync(session, cancel).ConfigureAwait(false);
        PreparedInstall prepared = await WithProgressAsync(progress => Task.Run(() => session.Prepare(answers, progress, cancel), CancellationToken.None)).ConfigureAwait(false);
        if (request.Json)
            PlanJson.Write(prepared.Run.Plan, prepared.Report, request.Root, terminal.Lines);
        else
            PlanReport.WriteText(prepared.Run.Plan, prepared.Report, request.Root, terminal);
    }

    /// <summary>Installs, or goes on with what was interrupted.</summary>
    /// <returns>What the answers want to happen now.</returns>
    public async Task<AfterInstall> RunAsync(string? resumedDisk, CancellationToken cancel)
    {
        using InstallSession session = await InstallSession.OpenAsync(request, TimeProvider.System, cancel).ConfigureAwait(false);
        InterruptedInstall? interrupted = request.Resume ? session.OneInterrupted(resumedDisk) : null;
        InstallAnswers answers = await AnswersAsync(session, cancel).ConfigureAwait(false);
        if (interrupted is null && !request.Unattended)
            request.RequireConfirmation([.. session.Resolve(answers).Require().Disks.Select(disk => disk.Path)]);
        InstallReceipt receipt = await WithProgressAsync(async progress =>
        {
            PreparedInstall prepared = interrupted is null
                ? session.Prepare(answers, progress, cancel)
                : await session.PrepareResumeAsync(interrupted, answers, progress, cancel).ConfigureAwait(false);
            prepared.RequireNoRefusal();
            foreach (PreflightFinding finding in prepared.Report.Findings.Where(finding => finding.Severity == FindingSeverity.Warning))
                progress.Report(new ProgressEvent.Warning(finding.Message, finding.Hint));
            return await session.RunAsync(prepared.Run, progress, cancel).ConfigureAwait(false);
        }).ConfigureAwait(false);
        if (request.Json)
            ReceiptReport.WriteJson(receipt, terminal.Lines);
        else
            ReceiptReport.WriteText(receipt, terminal);
        return answers.After ?? AfterInstall.Stay;
    }

    private async Task<T> WithProgressAsync<T>(Func<IProgress<ProgressEvent>, Task<T>> work)
    {
        using IProgressRenderer progress = ProgressRenderer.Create(terminal, request.Json, quiet: false, TimeProvider.System);
        return await work(progress).ConfigureAwait(false);
    }

    private async Task<InstallAnswers> AnswersAsync(InstallSession session, CancellationToken cancel)
    {
        FoundAnswers? found = await AnswersSearch.FindAsync(request, cancel).ConfigureAwait(false);
        return request.Over(found?.Answers ?? new InstallAnswers(), session.Source.Manifest);
    }
}
