using System.CommandLine;
using Clu.Cli.Help;
using Clu.Cli.Progress;
using Clu.Cli.Reports;
using Clu.Cli.Text;
using Clu.Media.Composing;
using Clu.Systems.Profiles;

namespace Clu.Cli.Commands;

/// <summary><c>clu build iso</c>.</summary>
internal static class BuildIsoCommand
{
    private const string DefaultProfile = "installer";
    private const int MostWorkers = 1024;

    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        Option<string> profile = new("--profile", "-p")
        {
            Description = "What goes on the medium (default: installer)",
            HelpName = "FILE|NAME",
            DefaultValueFactory = _ => DefaultProfile,
        };
        profile.CompletionSources.Clear();
        profile.CompletionSources.Add(_ => ProfileLocator.OfProcess().Names());
        Option<string?> output = new("--output", "-o") { Description = "Where to write it (default: result/iso/LABEL.iso)", HelpName = "FILE" };
        NumberOption workers = new("--workers", 1, MostWorkers) { Description = "Blocks compressed at once (default: all cores)", HelpName = "N" };
        NumberOption level = new("--compression-level", 0, 22) { Description = "Instead of the profile's", HelpName = "N" };
        Option<bool> offline = new("--offline") { Description = "Use the cache only, ask no mirror" };
        Option<bool> dryRun = new("--dry-run") { Description = "Prepare everything, write no image" };
        Option<bool> json = new(CluCommand.JsonName) { Description = "Events and the result as JSON lines" };
        Option<bool> quiet = new("--quiet", "-q") { Description = "Print warnings and the path of the image only" };
        CluCommand command = new("iso", "Make an installer ISO from a profile")
        {
            Details = "The ISO boots by BIOS and UEFI, as a CD and as a stick.",
            WhenInterrupted = "run the same command again: finished work is kept and it goes on from there",
            Examples =
            [
                new HelpExample("clu build iso", "the installer, in result/iso"),
                new HelpExample("clu build iso -p minimal -o my.iso", "another profile, another place"),
                new HelpExample("clu build iso -p mine.toml --dry-run", "what would be on it"),
                new HelpExample("iso=$(clu build iso --quiet)", "for scripts"),
            ],
        };
        foreach (Option option in new Option[] { profile, output, workers, level, offline, dryRun, json, quiet })
            command.Add(option);
        command.SetAction(async (parsed, cancellation) =>
        {
            InstallerProfile wanted = Read(parsed.GetRequiredValue(profile), parsed.GetValue(level));
            IsoBuildRequest request = new()
            {
                Profile = wanted,
                Output = OutputFile(parsed.GetValue(output), wanted),
                CacheFolder = CacheFolder.Find(Environment.GetEnvironmentVariable),
                CluFolder = AppContext.BaseDirectory,
                Workers = parsed.GetValue(workers) ?? Environment.ProcessorCount,
                Offline = parsed.GetValue(offline),
                DryRun = parsed.GetValue(dryRun),
            };
            bool asJson = parsed.GetValue(json);
            long started = TimeProvider.System.GetTimestamp();
            IsoBuildResult result = await BuildAsync(request, terminal, asJson, parsed.GetValue(quiet), cancellation).ConfigureAwait(false);
            TimeSpan time = TimeProvider.System.GetElapsedTime(started);
            if (asJson)
                IsoBuildReport.WriteJson(result, terminal.Lines);
            else if (parsed.GetValue(quiet))
                terminal.Lines.WriteLine(result.File);
            else
                IsoBuildReport.WriteText(result, time, Directory.GetCurrentDirectory(), terminal);
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task<IsoBuildResult> BuildAsync(
        IsoBuildRequest request, Terminal terminal, bool json, bool quiet, CancellationToken cancellation)
    {
        using IProgressRenderer progress = ProgressRenderer.Create(terminal, json, quiet, TimeProvider.System);
        return await IsoBuild.RunAsync(request, progress, cancellation).ConfigureAwait(false);
    }

    private static InstallerProfile Read(string nameOrFile, int? level)
    {
        InstallerProfile profile = ProfileFile.Read(ProfileLocator.OfProcess().Find(nameOrFile));
        if (level is not { } wanted)
            return profile;
        (int Lowest, int Highest)? range = CompressionSettings.LevelsOf(profile.Compression.Codec);
        return range is { } allowed && wanted >= allowed.Lowest && wanted <= allowed.Highest
            ? profile with { Compression = profile.Compression with { Level = wanted } }
            : throw CliErrors.LevelOutOfRange(wanted, CompressionText.NameOf(profile.Compression.Codec), range);
    }

    private static string OutputFile(string? output, InstallerProfile profile)
    {
        string name = $"{profile.Label}.iso";
        return Path.GetFullPath(output switch
        {
            null => Path.Combine("result", "iso", name),
            "" => throw CliErrors.CommandLine("--output needs a value: FILE", "leave --output out for result/iso"),
            _ when output.EndsWith('/') || Directory.Exists(output) => Path.Combine(output, name),
            _ => output,
        });
    }
}
