using Clu.Media.Inspection;
using Clu.Media.Proofs;
using Clu.Media.Qemu;
using Clu.Stores.Progress;

namespace Clu.Install.Trials;

/// <summary>Installs every machine of a plan in QEMU, without a network card, and starts it. See <c>docs/prove.md</c>.</summary>
/// <param name="request">How.</param>
/// <param name="clock">Measures how long things take.</param>
/// <param name="progress">Told of each step, and of what the machine says.</param>
public sealed class BootTrials(BootTrialRequest request, TimeProvider clock, IProgress<ProgressEvent>? progress)
{
    private const string InstallStep = "install";
    private const string StartStep = "start";

    /// <summary>A trial of it may take seconds.</summary>
    private readonly Dictionary<FirmwareKind, Accelerator> _accelerators = [];

    /// <summary>Tries them one after the other; one that fails does not keep the next from being tried.</summary>
    /// <param name="proof">What is proven already.</param>
    /// <param name="trials">The machines.</param>
    /// <param name="cancel">Ends it; machines are switched off, and nothing of them is left.</param>
    /// <returns>The proof with the machines in it.</returns>
    /// <exception cref="Clu.Binary.CluException">CLU0501 to CLU0504: there is no QEMU, no firmware, too little memory.</exception>
    public async Task<MediumProof> RunAsync(MediumProof proof, IReadOnlyList<BootTrial> trials, CancellationToken cancel)
    {
        List<MachineProof> machines = [];
        List<ProofFinding> findings = [.. proof.Findings];
        if (trials.Count == 0)
        {
            findings.Add(new ProofFinding(
                ProofCheck.Machine, null, FindingSeverity.Error, "no machine was installed, for the medium installs nothing", "add a host to the medium"));
        }

        long begin = clock.GetTimestamp();
        foreach ((int index, BootTrial trial) in trials.Index())
        {
            string number = FormattableString.Invariant($"{index + 1} of {trials.Count}");
            if (index > 0)
                number += FormattableString.Invariant($", about {Math.Ceiling(clock.GetElapsedTime(begin).TotalMinutes / index * (trials.Count - index))} min left");
            (MachineProof machine, ProofFinding? finding) = await RunAsync(trial, number, cancel).ConfigureAwait(false);
            machines.Add(machine);
            if (finding is not null)
                findings.Add(finding);
        }

        return proof with { Machines = machines, Findings = [.. findings.OrderBy(finding => finding.Severity)] };
    }

    private async Task<(MachineProof Machine, ProofFinding? Finding)> RunAsync(BootTrial trial, string number, CancellationToken cancel)
    {
        FirmwareKind firmware = trial.Firmware.Kind();
        if (!_accelerators.TryGetValue(firmware, out Accelerator accelerator))
            _accelerators[firmware] = accelerator = request.Accelerator ?? await QemuHostSurvey.FindAcceleratorAsync(firmware, cancel).ConfigureAwait(false);
        using TrialMachine hardware = new(trial, request with { Accelerator = accelerator });
        string step = InstallStep;
        TrialRun run = new(trial, hardware, request, line => progress?.Report(new ProgressEvent.StepAdvanced(step, 0, line)));
        MachineProof machine = new(trial.Host.Name, trial.Layout.Name, trial.Firmware.Text(), null, null);
        string failure;
        try
        {
            long begin = Started($"Installing {trial} ({number})");
            await run.InstallAsync(cancel).ConfigureAwait(false);
            machine = machine with { InstallTime = Finished(begin, $"{trial}: installed") };
            step = StartStep;
            begin = Started($"Starting {trial} ({number})");
            string? strange = await run.StartAsync(cancel).ConfigureAwait(false);
            machine = machine with { StartTime = Finished(begin, $"{trial}: started, and answers") };
            string? kept = Keep(trial, run.Log, failed: strange is not null);
            return (machine, strange is null ? null : Finding(trial, FindingSeverity.Warning, strange, kept!));
        }
        catch (TrialFailure e)
        {
            failure = e.Message;
        }

        progress?.Report(new ProgressEvent.StepFinished(step, $"{trial}: failed"));
        return (machine, Finding(trial, FindingSeverity.Error, failure, Keep(trial, run.Log, failed: true)!));

        long Started(string title)
        {
            progress?.Report(new ProgressEvent.StepStarted(step, title, null));
            return clock.GetTimestamp();
        }

        TimeSpan Finished(long begin, string summary)
        {
            progress?.Report(new ProgressEvent.StepFinished(step, summary));
            return clock.GetElapsedTime(begin);
        }
    }

    private static ProofFinding Finding(BootTrial trial, FindingSeverity severity, string text, string log) => new(
        ProofCheck.Machine, trial.Host.Name, severity, $"a machine with the layout '{trial.Layout.Name}' and {trial.Firmware.Text()} {text}",
        $"'{log}' has all that it said; `clu run` shows the medium in a window");

    /// <summary>Writes down what a machine said.</summary>
    /// <returns>The file; null where nobody wants it.</returns>
    private string? Keep(BootTrial trial, string log, bool failed)
    {
        if (request.LogFolder is null && !failed)
            return null;
        string folder = request.LogFolder is { } chosen ? Directory.CreateDirectory(chosen).FullName : Directory.CreateTempSubdirectory("clu-prove-log-").FullName;
        string file = Path.Combine(folder, $"{trial.Host.Name}-{trial.Layout.Name}-{trial.Firmware.Text().ToLowerInvariant()}.log");
        File.WriteAllText(file, log);
        return file;
    }
}
