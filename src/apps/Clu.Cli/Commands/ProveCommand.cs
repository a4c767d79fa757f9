using System.CommandLine;
using Clu.Cli.Help;
using Clu.Cli.Progress;
using Clu.Cli.Proving;
using Clu.Cli.Reports;
using Clu.Install.Trials;
using Clu.Media.Inspection;
using Clu.Media.Proofs;
using Clu.Nix.Signatures;
using Clu.Stores.Progress;

namespace Clu.Cli.Commands;

/// <summary><c>clu prove</c>.</summary>
internal static class ProveCommand
{
    private const int MostWorkers = 1024;

    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        Argument<string> subject = new("SUBJECT") { Description = "An image, a mounted medium, a profile, or a report of this command" };
        Option<string?> host = new("--host") { Description = "This host only (default: all)", HelpName = "NAME" };
        Option<string[]> change = new("--change")
        {
            Description = $"What must be possible: {string.Join(", ", Clu.Systems.Rebuilds.SystemChanges.Words)} (default: what each host was made for)",
            HelpName = "LIST",
            DefaultValueFactory = _ => [],
        };
        Option<bool> noContents = new("--no-contents") { Description = "Do not unpack and hash the store's files" };
        Option<string?> sign = new("--sign") { Description = "Sign the JSON report with this secret key, from clu key generate", HelpName = "KEYFILE" };
        Option<string[]> trustedKey = new("--trusted-key") { Description = "Public key whose reports count", HelpName = "NAME:KEY", DefaultValueFactory = _ => [] };
        NumberOption workers = new("--workers", 1, MostWorkers) { Description = "Store objects checked at once (default: all cores)", HelpName = "N" };
        Option<bool> json = new(CluCommand.JsonName) { Description = "The report as a JSON line, and its signature as another" };
        CluCommand command = new("prove", "Prove that a medium installs and rebuilds without a network")
        {
            Details = "Starts nothing, unless --boot says so, and writes nothing. Ends with exit code 0 for yes and 3 for no, and names what is missing. "
                + "Given a report, it checks its signature and says what it says.",
            WhenInterrupted = "machines are switched off and their disks are gone; run the same command again",
            Examples =
            [
                new HelpExample("clu prove my.iso", "all of its hosts"),
                new HelpExample("clu prove my.iso --host desk --change hostname,disk", "one host, and what must be possible"),
                new HelpExample("clu prove mine.toml", "before the medium is made"),
                new HelpExample("clu prove my.iso --boot", "install and start every host with every layout"),
                new HelpExample("clu prove my.iso --boot --layout luks --firmware uefi", "one machine for each host"),
                new HelpExample("clu prove my.iso --boot --run 'nixos-rebuild build --fast --flake /etc/nixos'", "and build them again there, without a network"),
                new HelpExample("clu prove my.iso --json --sign secret.key > my.proof", "a report that others can trust"),
                new HelpExample("clu prove my.proof --trusted-key NAME:KEY", "its signature"),
            ],
        };
        command.Add(subject);
        BootTrialOptions boot = new();
        foreach (Option option in new Option[] { host, change, noContents }.Concat(boot.All).Concat([sign, trustedKey, workers, json]))
            command.Add(option);
        command.SetAction(async (parsed, cancellation) =>
        {
            string named = parsed.GetRequiredValue(subject);
            bool asJson = parsed.GetValue(json);
            if (SignedProof.IsOne(named))
                return ReportCheck(named, parsed.GetValue(trustedKey) ?? [], terminal);
            if (parsed.GetValue(sign) is not null && !asJson)
                throw CliErrors.SignWithoutJson();
            using SecretKey? key = parsed.GetValue(sign) is { } file ? StoreOptions.ReadSecretKey(file) : null;
            ChangeWords changes = ChangeWords.Parse("--change", parsed.GetValue(change) ?? []);
            ProofRequest request = new()
            {
                Host = parsed.GetValue(host),
                Changes = changes.Given ? changes.Changes : null,
                CheckHashes = !parsed.GetValue(noContents),
                Workers = parsed.GetValue(workers) ?? Environment.ProcessorCount,
            };
            BootTrialRequest? machines = boot.Read(parsed, named, request.Host);
            IReadOnlyList<BootTrial> trials = machines is null
                ? []
                : BootTrialPlan.Make(MediumInspector.InspectFile(named, new InspectionOptions(), null, cancellation), machines);
            if (boot.IsDryRun(parsed))
            {
                BootTrialReport.WritePlan(trials, asJson, terminal);
                return ExitCode.Done;
            }

            long started = TimeProvider.System.GetTimestamp();
            // One document, so that a program reads it whole.
            using IProgressRenderer? progress = asJson ? null : ProgressRenderer.Create(terminal, json: false, quiet: false, TimeProvider.System);
            MediumProof proof = Prove(named, request, progress, cancellation);
            // What is not whole need not be tried.
            if (machines is not null && proof.Holds)
                proof = await new BootTrials(machines, TimeProvider.System, progress).RunAsync(proof, trials, cancellation).ConfigureAwait(false);
            progress?.Dispose();
            if (asJson)
                SignedProof.Write(proof, key, terminal.Lines);
            else
                ProofReport.Write(proof, TimeProvider.System.GetElapsedTime(started), terminal);
            return proof.Holds ? ExitCode.Done : ExitCode.Damaged;
        });
        return command;
    }

    private static MediumProof Prove(string subject, ProofRequest request, IProgress<ProgressEvent>? progress, CancellationToken cancellation)
    {
        if (Directory.Exists(subject))
            return new MediumProver(request, progress).ProveFolder(subject, cancellation);
        bool isProfile = subject.EndsWith(".toml", StringComparison.Ordinal) || (!subject.Contains('/') && !File.Exists(subject) && !subject.Contains('.'));
        return isProfile
            ? new ProfileProver(request).Prove(subject, ProfileFile.Read(ProfileLocator.OfProcess().Find(subject)), cancellation)
            : new MediumProver(request, progress).ProveFile(subject, cancellation);
    }

    private static int ReportCheck(string file, string[] keys, Terminal terminal)
    {
        (bool holds, string subject, string key) = SignedProof.Check(file, keys);
        terminal.Lines.WriteLine($"'{subject}' was {(holds ? "proven" : "found wanting")}; the report is signed by {key}.");
        return holds ? ExitCode.Done : ExitCode.Damaged;
    }
}
