using System.CommandLine;
using Clu.Cli.Building;
using Clu.Cli.Help;
using Clu.Cli.Progress;
using Clu.Cli.Reports;
using Clu.Media.Composing;
using Clu.Media.Sources;
using Clu.Systems.Rebuilds;

namespace Clu.Cli.Commands;

/// <summary><c>clu build iso</c>.</summary>
internal static class BuildIsoCommand
{
    private const string DefaultProfile = "installer";
    private const int MostWorkers = 1024;

    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        Argument<string[]> targets = new("TARGET")
        {
            Description = "FLAKE#HOST of a NixOS flake, or a store path: what the medium installs, and boots",
            Arity = ArgumentArity.ZeroOrMore,
        };
        Option<string?> profile = new("--profile", "-p")
        {
            Description = "clu's own live system as this profile has it (default: installer, where no TARGET is)",
            HelpName = "FILE|NAME",
        };
        profile.CompletionSources.Clear();
        profile.CompletionSources.Add(_ => ProfileLocator.OfProcess().Names());
        Option<string?> live = new("--live") { Description = "The NixOS configuration that the medium boots", HelpName = "FLAKE#NAME" };
        Option<bool> noFlakeInputs = new("--no-flake-inputs")
        {
            Description = "Leave out the flakes of hosts, with their inputs: a smaller medium, whose machines are rebuilt with a network only",
        };
        Option<string[]> rebuildKit = new("--rebuild-kit")
        {
            Description = $"What may be changed without a network on hosts of flakes: {string.Join(", ", SystemChanges.Words)} (default: what each says in clu.rebuildKit)",
            HelpName = "LIST",
            DefaultValueFactory = _ => [],
        };
        Option<string?> rebuildBudget = new("--rebuild-budget") { Description = "Size that the rebuild kit of each may have: 600 MB, 1.5 GiB", HelpName = "SIZE" };
        SourceOptions sourceOptions = new();
        Option<bool> noCheck = new("--no-check") { Description = "Write the image even if the live system would not boot from it" };
        Option<string?> output = new("--output", "-o") { Description = "Where to write it (default: result/iso/LABEL.iso)", HelpName = "FILE" };
        NumberOption workers = new("--workers", 1, MostWorkers) { Description = "Blocks compressed at once (default: all cores)", HelpName = "N" };
        NumberOption level = new("--compression-level", 0, 22) { Description = "Instead of the profile's or the configuration's", HelpName = "N" };
        Option<bool> offline = new("--offline") { Description = "Use what is here, ask no mirror and no cache" };
        Option<bool> dryRun = new("--dry-run") { Description = "Prepare everything, write no image" };
        Option<bool> json = new(CluCommand.JsonName) { Description = "Events and the result as JSON lines" };
        Option<bool> quiet = new("--quiet", "-q") { Description = "Print warnings and the path of the image only" };
        CluCommand command = new("iso", "Make an installer ISO of a flake's systems, or of a profile")
        {
            Details = "The ISO boots by BIOS and UEFI, as a CD and as a stick.",
            WhenInterrupted = "run the same command again: finished work is kept and it goes on from there",
            Examples =
            [
                new HelpExample("clu build iso .#installer", "the medium that a flake describes"),
                new HelpExample("clu build iso .#laptop .#server", "two hosts, to boot .#installer"),
                new HelpExample("clu build iso .#laptop -p installer", "a host, to boot clu's own"),
                new HelpExample("clu build iso .#pc --rebuild-kit user", "what users may change with"),
                new HelpExample("clu build iso --from URL /nix/store/…", "without Nix"),
                new HelpExample("clu build iso", "clu's installer, in result/iso"),
                new HelpExample("clu build iso -p mine.toml --dry-run", "what would be on it"),
                new HelpExample("iso=$(clu build iso --quiet)", "for scripts"),
            ],
        };
        command.Add(targets);
        foreach (Option option in (Option[])[profile, live, noFlakeInputs, rebuildKit, rebuildBudget, .. sourceOptions.All, noCheck, output, workers, level, offline, dryRun, json, quiet])
            command.Add(option);
        command.SetAction(async (parsed, cancellation) =>
        {
            string[] named = parsed.GetValue(targets) ?? [];
            string? liveTarget = parsed.GetValue(live);
            bool ofProfile = named.Length == 0 && liveTarget is null;
            string? chosen = parsed.GetValue(profile) ?? (ofProfile ? DefaultProfile : null);
            IsoBuildChoices choices = new()
            {
                Reference = chosen is null ? null : new LiveRequest.Reference(ProfileFile.Read(ProfileLocator.OfProcess().Find(chosen)), AppContext.BaseDirectory)
                {
                    Offline = parsed.GetValue(offline),
                },
                CompressionLevel = parsed.GetValue(level),
                Output = parsed.GetValue(output),
                CacheFolder = CacheFolder.Find(Environment.GetEnvironmentVariable),
                Workers = parsed.GetValue(workers) ?? Environment.ProcessorCount,
                DryRun = parsed.GetValue(dryRun),
            };
            if (ofProfile && sourceOptions.HasFrom(parsed))
                throw CliErrors.NothingFrom();
            ChangeWords changes = ChangeWords.Parse("--rebuild-kit", parsed.GetValue(rebuildKit) ?? []);
            long? budget = ChangeWords.ParseBudget("--rebuild-budget", parsed.GetValue(rebuildBudget));
            if (ofProfile && (changes.Given || budget is not null))
                throw CliErrors.NoFlakeForKit();
            MediumSourceRequest? sources = ofProfile ? null : sourceOptions.Request(parsed, named, choices.CacheFolder, parsed.GetValue(offline)) with
            {
                Live = liveTarget,
                Reference = choices.Reference,
                CarriesFlakes = !parsed.GetValue(noFlakeInputs),
                RebuildKit = changes.Given ? changes.Changes : null,
                RebuildBudget = budget,
                Unchecked = parsed.GetValue(noCheck),
            };
            bool asJson = parsed.GetValue(json), isQuiet = parsed.GetValue(quiet);
            long started = TimeProvider.System.GetTimestamp();
            IsoBuildResult result = await BuildAsync(choices, sources, terminal, asJson, isQuiet, cancellation).ConfigureAwait(false);
            TimeSpan time = TimeProvider.System.GetElapsedTime(started);
            if (asJson)
                IsoBuildReport.WriteJson(result, terminal.Lines);
            else if (isQuiet)
                terminal.Lines.WriteLine(result.File);
            else
                IsoBuildReport.WriteText(result, time, Directory.GetCurrentDirectory(), terminal);
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task<IsoBuildResult> BuildAsync(
        IsoBuildChoices choices, MediumSourceRequest? sources, Terminal terminal, bool json, bool quiet, CancellationToken cancellation)
    {
        using IProgressRenderer progress = ProgressRenderer.Create(terminal, json, quiet, TimeProvider.System);
        if (sources is null)
            return await IsoBuild.RunAsync(choices.Request(new MediumSource(choices.Reference!, [])), progress, cancellation).ConfigureAwait(false);
        string links = Directory.CreateTempSubdirectory("clu-systems-").FullName;
        try
        {
            MediumSource source = await new MediumSources(sources, progress).FindAsync(links, cancellation).ConfigureAwait(false);
            return await IsoBuild.RunAsync(choices.Request(source), progress, cancellation).ConfigureAwait(false);
        }
        finally
        {
            Directory.Delete(links, recursive: true);
        }
    }
}
