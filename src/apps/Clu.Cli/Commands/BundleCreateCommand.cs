using System.CommandLine;
using Clu.Cli.Help;
using Clu.Cli.Progress;
using Clu.Cli.Reports;
using Clu.Media.Bundles;
using Clu.Nix.Bundles;
using Clu.Nix.NarInfos;
using Clu.Nix.Signatures;
using Clu.Stores;
using Clu.Stores.Bundles;

namespace Clu.Cli.Commands;

/// <summary><c>clu bundle create</c>.</summary>
internal static class BundleCreateCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        Argument<string[]> paths = StoreOptions.Paths();
        Option<string[]> since = new("--since")
        {
            Description = "What need not be in it, because it is there: a medium (.iso), its clu/manifest.json, an earlier bundle, or a store's URL",
            HelpName = "FILE|URL",
            DefaultValueFactory = _ => [],
        };
        Option<string> from = new("--from") { Description = "Where from (default: auto, this machine's store)", HelpName = "URL", DefaultValueFactory = _ => "auto" };
        Option<string> output = new("--output", "-o") { Description = "The bundle", HelpName = "FILE", Required = true };
        Option<bool> all = StoreOptions.All();
        Option<string?> sign = new("--sign", "-k") { Description = "Sign bundle and paths with this secret key, from clu key generate", HelpName = "FILE" };
        SizeOption split = new("--split") { Description = "In parts of this size; FAT32 takes 4095M" };
        ChoiceOption<NarCompression> compression = new("--compression", ("zstd", NarCompression.Zstd), ("xz", NarCompression.Xz), ("none", NarCompression.None))
        {
            Description = "How archives are packed (default: zstd)",
        };
        NumberOption level = new("--compression-level", 1, 22) { Description = "Its effort (default: what suits archives)", HelpName = "N" };
        NumberOption jobs = new("--jobs", 1, BundleCommands.MostJobs) { Description = "Objects packed at once (default: all cores)", HelpName = "N" };
        Option<bool> dryRun = new("--dry-run") { Description = "Say what it would hold" };
        Option<bool> json = new(CluCommand.JsonName) { Description = "Events and the result as JSON lines" };
        Option<bool> quiet = new("--quiet", "-q") { Description = "Print errors only" };
        CluCommand command = new("create", "Pack what a base lacks of some closures")
        {
            Details = "A bundle is a binary cache in one SquashFS file: mounted, Nix copies from it without clu.",
            WhenInterrupted = "run the same command again: nothing was left behind",
            Examples =
            [
                new HelpExample("clu bundle create --since my.iso ./result -o u.bundle", "what a medium lacks"),
                new HelpExample("clu bundle create --since ssh://host ./result -o u.bundle", "what a machine lacks"),
                new HelpExample("clu bundle create --since u.bundle ./result -o v.bundle", "what comes next"),
                new HelpExample("clu bundle create --all --split 4095M -o all.bundle", "a whole store, in parts"),
            ],
        };
        command.Add(paths);
        foreach (Option option in new Option[] { since, from, output, all, sign, split, compression, level, jobs, dryRun, json, quiet })
            command.Add(option);
        command.SetAction((parsed, cancellation) =>
        {
            if (parsed.GetValue(split) is < BundleLimits.MinPartSize or > BundleLimits.MaxPartSize)
                throw CliErrors.PartSize(parsed.GetValue(split)!.Value);
            bool asJson = parsed.GetValue(json), isQuiet = parsed.GetValue(quiet);
            using SecretKey? key = parsed.GetValue(sign) is { } file ? StoreOptions.ReadSecretKey(file) : null;
            using IStore source = StoreOpener.Open(StoreUrl.Parse(parsed.GetRequiredValue(from)));
            KnownBase[] bases = [.. (parsed.GetValue(since) ?? []).Select(KnownBase.Open)];
            try
            {
                BundleCreation creation = new(source, new BundleOptions
                {
                    Compression = parsed.GetValue(compression),
                    Level = parsed.GetValue(level),
                    Key = key,
                    PartSize = parsed.GetValue(split),
                    Jobs = parsed.GetValue(jobs),
                });
                BundlePlan plan = creation.Plan(
                    StoreOptions.Chosen(source, parsed.GetValue(paths) ?? [], parsed.GetValue(all)), [.. bases.Select(known => known.Base)], cancellation);
                BundleResult? result = null;
                if (!parsed.GetValue(dryRun))
                {
                    using IProgressRenderer progress = ProgressRenderer.Create(terminal, asJson, isQuiet, TimeProvider.System);
                    result = creation.Run(plan, parsed.GetRequiredValue(output), progress, cancellation);
                }

                BundleReports.WriteCreation(plan, result, source, asJson, isQuiet, terminal);
                return Task.FromResult(ExitCode.Done);
            }
            finally
            {
                foreach (KnownBase known in bases)
                    known.Dispose();
            }
        });
        return command;
    }
}
