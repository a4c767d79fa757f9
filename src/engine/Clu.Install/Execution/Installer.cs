using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Clu.Binary;
using Clu.Install.Choices;
using Clu.Install.Disks;
using Clu.Install.Entering;
using Clu.Install.Journals;
using Clu.Install.Layouts;
using Clu.Install.Loaders;
using Clu.Install.Personalising;
using Clu.Install.Plans;
using Clu.Install.Populating;
using Clu.Install.Preflights;
using Clu.Install.Receipts;
using Clu.Install.Tools;
using Clu.Media.Live;
using Clu.Nix.BootSpecs;
using Clu.Nix.StorePaths;
using Clu.Stores;
using Clu.Stores.Media;
using Clu.Stores.Progress;

namespace Clu.Install.Execution;

/// <summary>Installs a host of a medium: plans, looks ahead, carries out step by step with a journal, checks, and only then says that it is done.</summary>
/// <param name="source">The medium.</param>
/// <param name="options">How.</param>
/// <param name="clock">Gives times for log and receipt.</param>
public sealed class Installer(InstallSource source, InstallOptions options, TimeProvider clock)
{
    private readonly TargetFolder _target = new(options.Root);

    /// <summary>Makes the plan. Equal choices, seed, day and answers give an equal plan.</summary>
    /// <param name="choices">What was decided.</param>
    /// <param name="seed">32 bytes, from which all identifiers are derived.</param>
    /// <param name="started">When the installation was begun.</param>
    /// <param name="answers">The answers with their secrets, as TOML.</param>
    public InstallPlan Plan(InstallChoices choices, ReadOnlyMemory<byte> seed, DateTimeOffset started, string answers)
    {
        DiskPlan disks = DiskPlanner.Plan(choices.Layout, choices.Disks, choices.Secret, choices.Firmware, new DiskIdentifiers(seed.Span), options.Root);
        using MediumStore store = new(source.StorePath);
        StoreTargetFiles files = new(store, choices.Host.Toplevel);
        LoaderRequest loader = new()
        {
            Host = choices.Host,
            IsLeftToClu = LateBinding.LeavesBootLoader(files),
            BootSpec = BootSpec.Read(Encoding.UTF8.GetBytes(files.ReadText("boot.json") ?? "")),
            Disks = disks,
            Kind = choices.Loader,
            Firmware = choices.Firmware,
            NvramEntry = choices.NvramEntry,
            Built = DateOnly.FromDateTime(started.UtcDateTime),
            MachineId = choices.Machine.MachineId,
            // What is derived from the other seed can be read on the disk.
            RandomSeed = RandomNumberGenerator.GetBytes(DiskIdentifiers.SeedSize),
            Root = options.Root,
        };
        return new InstallPlan
        {
            Choices = choices,
            Disks = disks,
            Loader = loader,
            Steps =
            [
                .. disks.Steps,
                InstallSteps.Mount(disks),
                InstallSteps.RecordAnswers(answers),
                .. disks.AfterMount,
                InstallSteps.Populate(choices),
                PersonalFiles.Plan(choices, disks, files, LiveConnections.Find(), options.Root),
                LoaderPlanner.Plan(loader),
            ],
        };
    }

    /// <summary>Finds out whether the plan can succeed, and reads the medium as a whole unless told otherwise. Touches no disk.</summary>
    public PreflightReport Check(InstallPlan plan, IProgress<ProgressEvent>? progress, CancellationToken cancel)
    {
        using MediumStore store = new(source.StorePath);
        PreflightReport report = Preflight.Check(
            plan, MachineFacts.Read(clock), path => store.Find(path) is not null, program => ProgramPath.Find(program) is not null);
        report = new PreflightReport([.. report.Findings, .. CheckLoader(plan), .. Untaken(plan, store)]);
        return report.MayBegin ? new PreflightReport([.. report.Findings, .. MediumCheck.Run(source, options.VerifyMedium, progress, cancel)]) : report;
    }

    /// <summary>Opens and mounts what an interrupted installation left, to read the answers that it kept there.</summary>
    /// <param name="plan">A plan of the same disks; its steps need not know the answers.</param>
    /// <param name="interrupted">The installation.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="CluException">A step failed: the passphrase is wrong, or the disk fails.</exception>
    public async Task<string> ReadAnswersAsync(InstallPlan plan, InterruptedInstall interrupted, CancellationToken cancel)
    {
        using InstallLock held = InstallLock.Take(options.LockFile);
        using InstallLog log = new(options.LogFile, clock);
        ToolRunner tools = new(log.Add);
        await UnmountAsync(tools, cancel).ConfigureAwait(false);
        using DiskJournal journal = DiskJournal.TryOpen(interrupted.Disk.Path) ?? throw InstallErrors.NothingToResume();
        InstallStep[] opening = [.. plan.Steps.TakeWhile(step => step.Id != InstallSteps.Record)];
        await new StepRunner(Actions(tools, log), journal, log, clock).RunAsync(opening, null, null, cancel).ConfigureAwait(false);
        return _target.ReadText(InstallSteps.AnswersPath) ?? throw InstallErrors.AnswersGone(InstallSteps.AnswersPath);
    }

    /// <summary>Carries an installation out. What an earlier run had done is not done again.</summary>
    /// <exception cref="CluException">A step failed; the message names it, the log has the rest. CLU0676: it is installed, and not sound.</exception>
    public async Task<InstallReceipt> RunAsync(InstallRun run, IProgress<ProgressEvent>? progress, CancellationToken cancel)
    {
        using InstallLock held = InstallLock.Take(options.LockFile);
        using InstallLog log = new(options.LogFile, clock);
        ToolRunner tools = new(log.Add);
        await UnmountAsync(tools, cancel).ConfigureAwait(false);
        await CheckSameAsync(run.Plan.Choices.Disks, tools, cancel).ConfigureAwait(false);
        using DiskJournal journal = Begin(run);
        ActionRunner actions = Actions(tools, log);
        IReadOnlyList<StepReceipt> steps = await new StepRunner(actions, journal, log, clock).RunAsync(
            run.Plan.Steps,
            step =>
            {
                if (step.Id == InstallSteps.MountId)
                    log.KeepOn(_target);
            },
            progress,
            cancel).ConfigureAwait(false);
        return await new Finishing(source, options, clock, tools, actions, log, _target).RunAsync(run, journal, steps, progress, cancel).ConfigureAwait(false);
    }

    /// <summary>A random seed for a new installation.</summary>
    public static ReadOnlyMemory<byte> NewSeed() => RandomNumberGenerator.GetBytes(DiskIdentifiers.SeedSize);

    /// <summary>Unmounts what an earlier run left mounted, so that its disk is one that can be written again. Where nothing is mounted it does nothing.</summary>
    public static async Task UnmountAsync(ToolRunner tools, string root, CancellationToken cancel)
    {
        foreach (string point in MountTable.Read().Below(root))
            await tools.RunAsync(new ToolCommand("umount", point), cancel).ConfigureAwait(false);
    }

    private Task UnmountAsync(ToolRunner tools, CancellationToken cancel) => UnmountAsync(tools, _target.Root, cancel);

    /// <summary>Between choosing a disk and writing to it somebody may have taken a stick out and put another one in.</summary>
    private static async Task CheckSameAsync(IReadOnlyList<BlockDevice> chosen, ToolRunner tools, CancellationToken cancel)
    {
        IReadOnlyList<BlockDevice> present = await DiskSurvey.ReadAsync(tools, cancel, new DiskSurveyOptions { IncludeLoops = true }).ConfigureAwait(false);
        foreach (BlockDevice disk in chosen)
        {
            BlockDevice? now = present.FirstOrDefault(device => device.Path == disk.Path);
            if (now?.Size != disk.Size || now.Serial != disk.Serial)
                throw InstallErrors.OtherDisk(disk.Path, Describe(disk), now is null ? "gone" : Describe(now));
        }

        static string Describe(BlockDevice disk) => string.Create(
            CultureInfo.InvariantCulture, $"{(disk.Serial.Length > 0 ? disk.Serial : "a disk without serial number")} of {disk.Size} bytes");
    }

    private static IEnumerable<PreflightFinding> CheckLoader(InstallPlan plan)
    {
        IReadOnlyList<string> missing = LoaderFiles.Missing(plan.Loader);
        return missing.Count == 0 ? [] :
        [
            new(FindingSeverity.Refusal, "missing-loader", $"the live system lacks what the boot loader is made of: {string.Join(", ", missing)}", "add the packages to the medium's profile"),
        ];
    }

    /// <summary>A NixOS closure has some things fixed in it; who answers otherwise should know.</summary>
    private static IEnumerable<PreflightFinding> Untaken(InstallPlan plan, MediumStore store) => PersonalFiles
        .Untaken(plan.Choices, plan.Disks, new StoreTargetFiles(store, plan.Choices.Host.Toplevel))
        .Select(answer => new PreflightFinding(FindingSeverity.Warning, "untaken-answer", $"'{answer.Key}' takes effect only after a rebuild: {answer.Reason}", "docs/late-binding.md has the reasons"));

    private static DiskJournal Begin(InstallRun run) => run.Resumed is { } interrupted
        ? DiskJournal.TryOpen(interrupted.Disk.Path) ?? throw InstallErrors.NothingToResume()
        : DiskJournal.Begin(run.Plan.Choices.Disks[0].Path, new JournalHeader
        {
            Seed = run.Seed,
            Host = run.Plan.Choices.Host.Name,
            Toplevel = StoreDirectory.Default.Print(run.Plan.Choices.Host.Toplevel),
            Started = run.Started,
            Answers = run.PublicAnswers,
        });

    private ActionRunner Actions(ToolRunner tools, InstallLog log) => new(
        _target,
        tools,
        (command, cancel) => new TargetEntry(tools, options.Root).RunAsync(command, cancel),
        (closure, progress, cancel) => Task.Run(() => Population.Run(new PopulationRequest
        {
            MediumPath = source.StorePath,
            Root = options.Root,
            Toplevel = closure.Toplevel,
            Kept = closure.Kept,
            Progress = progress,
        }, cancel), CancellationToken.None),
        log.Add);
}
