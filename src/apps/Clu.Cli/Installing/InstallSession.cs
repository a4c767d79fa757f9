using Clu.Install.Answers;
using Clu.Install.Answers.Resolving;
using Clu.Install.Answers.Values;
using Clu.Install.Choices;
using Clu.Install.Disks;
using Clu.Install.Execution;
using Clu.Install.Layouts;
using Clu.Install.Personalising;
using Clu.Install.Plans;
using Clu.Install.Receipts;
using Clu.Install.Tools;
using Clu.Media.Hosts;
using Clu.Nix.StorePaths;
using Clu.Stores.Media;
using Clu.Stores.Progress;

namespace Clu.Cli.Installing;

/// <summary>From answers to an installed machine, for the wizard and for those who are not asked.</summary>
internal sealed class InstallSession : IDisposable
{
    private const string BootLists = "/sys/firmware/efi/efivars";
    private const string Efi = "/sys/firmware/efi";

    private readonly Installer _installer;
    private readonly TimeProvider _clock;
    private MediumStore? _store;

    private InstallSession(InstallSource source, InstallOptions options, IReadOnlyList<BlockDevice> disks, TimeProvider clock)
    {
        (Source, Options, Disks, _clock) = (source, options, disks, clock);
        _installer = new Installer(source, options, clock);
    }

    /// <summary>The medium.</summary>
    public InstallSource Source { get; }

    /// <summary>How it is carried out.</summary>
    public InstallOptions Options { get; }

    /// <summary>The disks of this machine.</summary>
    public IReadOnlyList<BlockDevice> Disks { get; }

    /// <summary>How this machine was started.</summary>
    public TargetFirmware Firmware { get; } = Directory.Exists(Efi) ? TargetFirmware.Uefi : TargetFirmware.Bios;

    /// <summary>Reads medium and disks.</summary>
    /// <exception cref="Binary.CluException">CLU0550 to CLU0552, CLU0909: there is nothing to install. CLU0612, CLU0690, CLU0691: the disks cannot be read.</exception>
    public static async Task<InstallSession> OpenAsync(InstallRequest request, TimeProvider clock, CancellationToken cancel)
    {
        InstallSource source = InstallMedium.Open(request.Medium);
        // What a run that failed in this live system left mounted would keep its disk from being taken.
        if (request.Resume)
            await Installer.UnmountAsync(new ToolRunner(), request.Root, cancel).ConfigureAwait(false);
        IReadOnlyList<BlockDevice> disks = await DiskSurvey.ReadAsync(new ToolRunner(), cancel).ConfigureAwait(false);
        InstallOptions options = new() { Root = request.Root, VerifyMedium = request.VerifyMedium, LogFile = request.LogFile ?? InstallLog.LivePath };
        return new InstallSession(source, options, disks, clock);
    }

    /// <summary>What answers come to on this machine.</summary>
    public AnswersResolution Resolve(InstallAnswers answers) => new AnswersResolver(
        Source.Manifest,
        new MachineFacts
        {
            Disks = Disks,
            StartedByUefi = Firmware == TargetFirmware.Uefi,
            CanWriteBootList = Directory.Exists(BootLists),
            NewMachineId = MachineId.Create(),
        },
        LayoutCatalog.Find,
        // A store that is not there is what the check before an installation speaks of.
        host => File.Exists(Source.StorePath) ? new StoreTargetFiles(_store ??= new MediumStore(Source.StorePath), host.Toplevel) : null).Resolve(answers);

    /// <summary>Plans a new installation and judges it. Writes nothing.</summary>
    /// <exception cref="Binary.CluException">CLU0634: something is not answered, or cannot be followed.</exception>
    public PreparedInstall Prepare(InstallAnswers answers, IProgress<ProgressEvent>? progress, CancellationToken cancel) =>
        Prepare(answers, Installer.NewSeed(), _clock.GetUtcNow(), null, progress, cancel);

    /// <summary>Installations that were interrupted on these disks.</summary>
    public IReadOnlyList<InterruptedInstall> FindInterrupted() => InterruptedInstall.Find(Disks);

    /// <summary>The one that is gone on with.</summary>
    /// <param name="disk">The disk that the user names; null for the only one.</param>
    /// <exception cref="Binary.CluException">CLU0911, CLU0913, CLU0914.</exception>
    public InterruptedInstall OneInterrupted(string? disk)
    {
        IReadOnlyList<InterruptedInstall> found = [.. FindInterrupted().Where(one => disk is null || one.Disk.Path == disk || one.Disk.Ids.Contains(Path.GetFileName(disk)) || one.Disk.Serial == disk)];
        InterruptedInstall one = found.Count == 1 ? found[0] : throw (found.Count == 0 ? CliErrors.NothingToResume(disk) : CliErrors.SeveralToResume(found.Select(each => each.Disk.Path)));
        MediumHost? host = Source.Manifest.Hosts.FirstOrDefault(host => host.Name == one.Header.Host);
        return host is not null && StoreDirectory.Default.Print(host.Toplevel) == one.Header.Toplevel ? one : throw CliErrors.OtherMedium(one.Header.Host);
    }

    /// <summary>Plans what is left of an interrupted installation, as it was planned then.</summary>
    /// <param name="interrupted">The installation.</param>
    /// <param name="given">Answers that were given now: for what neither journal nor target keeps.</param>
    /// <param name="progress">Told how far the medium is read.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<PreparedInstall> PrepareResumeAsync(
        InterruptedInstall interrupted, InstallAnswers given, IProgress<ProgressEvent>? progress, CancellationToken cancel)
    {
        InstallAnswers answers = given.Over(AnswersReader.Parse(interrupted.Header.Answers, "the journal", folder: null));
        // A disk may have another name than it had; the journal is where it is.
        if (answers.Disks is { Count: 1 })
            answers = answers with { Disks = [new DiskRule { Device = interrupted.Disk.Path }] };
        if (interrupted.HasAnswers)
        {
            InstallPlan opening = _installer.Plan(Resolve(answers).Require(), interrupted.Header.Seed, interrupted.Header.Started, "");
            string kept = await _installer.ReadAnswersAsync(opening, interrupted, cancel).ConfigureAwait(false);
            answers = given.Over(AnswersReader.Parse(kept, "the target's answers", folder: null)) with { Disks = answers.Disks };
        }

        return Prepare(answers, interrupted.Header.Seed, interrupted.Header.Started, interrupted, progress, cancel);
    }

    /// <summary>Carries it out.</summary>
    public Task<InstallReceipt> RunAsync(InstallRun run, IProgress<ProgressEvent>? progress, CancellationToken cancel) => _installer.RunAsync(run, progress, cancel);

    public void Dispose() => _store?.Dispose();

    // What choices cannot say again: files whose bytes are all that is left of them.
    private static InstallAnswers Complete(InstallChoices choices, InstallAnswers answers)
    {
        InstallAnswers chosen = ChosenAnswers.Of(choices);
        return chosen with
        {
            SshHostKeyFiles = answers.SshHostKeyFiles,
            After = answers.After,
            Encryption = chosen.Encryption is { } opens ? opens with { KeyFile = answers.Encryption?.KeyFile, KeyLocation = answers.Encryption?.KeyLocation } : null,
        };
    }

    private PreparedInstall Prepare(
        InstallAnswers answers, ReadOnlyMemory<byte> seed, DateTimeOffset started, InterruptedInstall? resumed, IProgress<ProgressEvent>? progress, CancellationToken cancel)
    {
        InstallChoices choices = Resolve(answers).Require();
        InstallAnswers chosen = Complete(choices, answers);
        InstallPlan plan = _installer.Plan(choices, seed, started, AnswersWriter.Write(chosen, secrets: true));
        return new PreparedInstall(
            new InstallRun(plan, seed, started, AnswersWriter.Write(chosen, secrets: false), resumed), _installer.Check(plan, progress, cancel));
    }
}
