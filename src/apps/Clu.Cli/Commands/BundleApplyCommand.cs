using System.CommandLine;
using Clu.Cli.Help;
using Clu.Cli.Progress;
using Clu.Cli.Reports;
using Clu.Media.Bundles;
using Clu.Nix.StorePaths;
using Clu.Stores;
using Clu.Stores.Bundles;
using Clu.Stores.Copying;

namespace Clu.Cli.Commands;

/// <summary><c>clu bundle apply</c>.</summary>
internal static class BundleApplyCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        Argument<string[]> files = BundleCommands.Files();
        Option<string> to = new("--to") { Description = "The store (default: auto, this machine's)", HelpName = "URL", DefaultValueFactory = _ => "auto" };
        Option<string?> onto = new("--onto") { Description = "Instead of a store: a medium, of which a new one is made that has both", HelpName = "MEDIUM" };
        Option<string?> output = new("--output", "-o") { Description = "The new medium", HelpName = "FILE" };
        NumberOption level = new("--compression-level", 0, 22) { Description = "Of the new medium (default: what suits its codec)", HelpName = "N" };
        Option<bool> noCheckSigs = new("--no-check-sigs") { Description = "Take objects without the signature of a trusted key" };
        Option<string[]> trustedKey = StoreOptions.TrustedKey();
        NumberOption jobs = new("--jobs", 1, BundleCommands.MostJobs) { Description = "Objects copied at once (default: all cores)", HelpName = "N" };
        Option<bool> dryRun = new("--dry-run") { Description = "Check the base and say what would be copied" };
        Option<bool> json = new(CluCommand.JsonName) { Description = "Events and the result as JSON lines" };
        Option<bool> quiet = new("--quiet", "-q") { Description = "Print errors only" };
        CluCommand command = new("apply", "Put what bundles hold into a store, or onto a medium")
        {
            Details = "Several bundles are applied in the order given. A store that lacks what a bundle builds upon is refused before anything is copied.",
            WhenInterrupted = "run the same command again: what was copied is kept",
            Examples =
            [
                new HelpExample("clu bundle apply update.bundle", "into this machine's store"),
                new HelpExample("clu bundle apply u.bundle v.bundle --to file:///cache", "into a binary cache"),
                new HelpExample("clu bundle apply /a/u.bundle.001 /b/u.bundle.002", "parts on two sticks"),
                new HelpExample("clu bundle apply u.bundle --onto old.iso -o new.iso", "a medium that has it too"),
                new HelpExample("clu bundle apply update.bundle --dry-run", "whether it fits"),
            ],
        };
        command.Add(files);
        foreach (Option option in new Option[] { to, onto, output, level, noCheckSigs, trustedKey, jobs, dryRun, json, quiet })
            command.Add(option);
        command.SetAction((parsed, cancellation) =>
        {
            bool dry = parsed.GetValue(dryRun), asJson = parsed.GetValue(json), isQuiet = parsed.GetValue(quiet);
            CopyOptions options = new()
            {
                CheckSignatures = !parsed.GetValue(noCheckSigs),
                TrustedKeys = StoreOptions.Keys(parsed.GetValue(trustedKey) ?? []),
                Jobs = parsed.GetValue(jobs),
            };
            if (parsed.GetValue(onto) is { } medium)
            {
                string made = parsed.GetValue(output) ?? throw CliErrors.CommandLine("--onto needs a new medium", "name it with -o FILE");
                BundleOntoMedium.Run(
                    parsed.GetRequiredValue(files), new MediumBundling(medium, options), made, parsed.GetValue(level), dry, asJson, isQuiet, terminal, cancellation);
                return Task.FromResult(ExitCode.Done);
            }

            using IWritableStore destination = StoreOpener.OpenWritable(StoreUrl.Parse(parsed.GetRequiredValue(to)), TimeProvider.System);
            HashSet<StorePath> coming = [];
            foreach (BundleSource source in BundleSource.Find(parsed.GetRequiredValue(files)))
            {
                using BundleStore bundle = new(source);
                BundleApplication application = new(bundle, destination, options);
                BundleApplyPlan plan = application.Plan(coming, cancellation);
                if (dry)
                    coming.UnionWith(bundle.Paths());
                else if (plan.Copy.Copied.Count > 0)
                {
                    using IProgressRenderer progress = ProgressRenderer.Create(terminal, asJson, isQuiet, TimeProvider.System);
                    application.Run(plan, progress, cancellation);
                }

                BundleReports.WriteApplication(plan, bundle, destination, dry, asJson, isQuiet, terminal);
            }

            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }
}
