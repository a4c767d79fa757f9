using System.CommandLine;
using Clu.Cli.Help;
using Clu.Cli.Progress;
using Clu.Cli.Reports;
using Clu.Nix.StorePaths;
using Clu.Stores;
using Clu.Stores.Configuration;
using Clu.Stores.Copying;
using Clu.Stores.Local;
using Clu.Stores.Substitution;

namespace Clu.Cli.Commands;

/// <summary><c>clu copy</c>.</summary>
internal static class CopyCommand
{
    private const int MostJobs = 1024;

    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        Argument<string[]> paths = StoreOptions.Paths();
        Option<string> from = new("--from") { Description = "Where from (default: auto, this machine's store)", HelpName = "URL", DefaultValueFactory = _ => "auto" };
        Option<string> to = new("--to") { Description = "Where to (default: auto)", HelpName = "URL", DefaultValueFactory = _ => "auto" };
        Option<bool> all = StoreOptions.All();
        Option<bool> noCheckSigs = new("--no-check-sigs") { Description = "Take objects without the signature of a trusted key" };
        Option<bool> noRecursive = new("--no-recursive") { Description = "Only the paths named, not what they refer to" };
        Option<bool> substitute = new("--substitute-on-destination", "-s") { Description = "Let the destination fetch from its own caches first" };
        Option<string[]> trustedKey = StoreOptions.TrustedKey();
        NumberOption jobs = new("--jobs", 1, MostJobs) { Description = "Objects copied at once (default: all cores)", HelpName = "N" };
        Option<bool> dryRun = new("--dry-run") { Description = "Say what would be copied" };
        Option<bool> json = new(CluCommand.JsonName) { Description = "Events and the result as JSON lines" };
        Option<bool> quiet = new("--quiet", "-q") { Description = "Print errors only" };
        CluCommand command = new("copy", "Copy closures between stores")
        {
            Details = "Stores are auto, daemon, local?root=DIR, a folder, file://DIR, http(s)://HOST, s3://BUCKET, ssh://HOST, ssh-ng://HOST and iso:FILE.",
            WhenInterrupted = "run the same command again: what was copied is kept",
            Examples =
            [
                new HelpExample("clu copy --to file:///srv/cache ./result", "into a binary cache"),
                new HelpExample("clu copy --from iso:my.iso --to /mnt --all", "all of a medium"),
                new HelpExample("clu copy --from https://cache.example.org P", "from a server"),
                new HelpExample("clu copy --to ssh-ng://root@host ./result", "to another machine"),
                new HelpExample("clu copy --to /mnt --dry-run ./result", "what would be copied"),
            ],
        };
        command.Add(paths);
        foreach (Option option in new Option[] { from, to, all, noCheckSigs, noRecursive, substitute, trustedKey, jobs, dryRun, json, quiet })
            command.Add(option);
        command.SetAction((parsed, cancellation) =>
        {
            string fromText = parsed.GetRequiredValue(from), toText = parsed.GetRequiredValue(to);
            if (fromText == toText)
                throw CliErrors.CommandLine("--from and --to are the same store", "name at least one of them");
            using IStore source = StoreOpener.Open(StoreUrl.Parse(fromText));
            using IWritableStore destination = StoreOpener.OpenWritable(StoreUrl.Parse(toText), TimeProvider.System);
            ClosureCopy copy = new(source, destination, new CopyOptions
            {
                Recursive = !parsed.GetValue(noRecursive),
                CheckSignatures = !parsed.GetValue(noCheckSigs),
                TrustedKeys = StoreOptions.Keys(parsed.GetValue(trustedKey) ?? []),
                Jobs = parsed.GetValue(jobs),
            });
            bool dry = parsed.GetValue(dryRun), asJson = parsed.GetValue(json), isQuiet = parsed.GetValue(quiet);
            IReadOnlyList<StorePath> chosen = StoreOptions.Chosen(source, parsed.GetValue(paths) ?? [], parsed.GetValue(all));
            if (!dry && parsed.GetValue(substitute))
            {
                using IProgressRenderer progress = ProgressRenderer.Create(terminal, asJson, isQuiet, TimeProvider.System);
                if (destination is LocalStore local)
                    local.Substituters = new Substituters(NixConf.OfProcess(Environment.GetEnvironmentVariable), parsed.GetValue(trustedKey) ?? [], progress);
                DestinationSubstitution.Run(source, destination, chosen, !parsed.GetValue(noRecursive), cancellation);
            }

            CopyPlan plan = copy.Plan(chosen, cancellation);
            if (!dry && plan.Copied.Count > 0)
            {
                using IProgressRenderer progress = ProgressRenderer.Create(terminal, asJson, isQuiet, TimeProvider.System);
                copy.Run(plan, progress, cancellation);
            }

            CopyReport.Write(plan, source, destination, dry, asJson, isQuiet, terminal);
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }
}
