using System.CommandLine;
using Clu.Cli.Help;
using Clu.Cli.Progress;
using Clu.Cli.Reports;
using Clu.Stores.Caches;
using Clu.Stores.Caches.Upkeep;

namespace Clu.Cli.Commands;

/// <summary><c>clu cache check</c>.</summary>
internal static class CacheCheckCommand
{
    private const int MostJobs = 1024;

    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        Argument<string> url = CacheCommands.Url();
        Option<bool> contents = new("--contents") { Description = "Read and hash the NARs, too" };
        Option<string[]> trustedKey = new("--trusted-key")
        {
            Description = "One of these keys must have signed each path",
            HelpName = "NAME:KEY",
            DefaultValueFactory = _ => [],
        };
        NumberOption jobs = new("--jobs", 1, MostJobs) { Description = "NARs hashed at once (default: all cores)", HelpName = "N" };
        Option<bool> json = new(CluCommand.JsonName) { Description = "Events and the result as JSON lines" };
        Option<bool> quiet = new("--quiet", "-q") { Description = "Print what is wrong and errors only" };
        CluCommand command = new("check", "Check that a cache has all that it offers")
        {
            Details = "Prints a line for all that is wrong and ends with exit code 3; what only takes space is printed too, but is not wrong.",
            Examples =
            [
                new HelpExample("clu cache check file:///srv/cache", "entries, references, sizes"),
                new HelpExample("clu cache check --contents s3://my-cache", "reads all of it"),
            ],
        };
        command.Add(url);
        foreach (Option option in new Option[] { contents, trustedKey, jobs, json, quiet })
            command.Add(option);
        command.SetAction((parsed, cancellation) =>
        {
            bool asJson = parsed.GetValue(json), isQuiet = parsed.GetValue(quiet);
            string[] keys = parsed.GetValue(trustedKey) ?? [];
            using BinaryCacheStore cache = CacheCommands.Open(parsed.GetRequiredValue(url));
            CacheCheckOptions options = new()
            {
                Contents = parsed.GetValue(contents),
                TrustedKeys = keys.Length > 0 ? new(keys.Select(Nix.Signatures.PublicKey.Parse)) : null,
                Jobs = parsed.GetValue(jobs),
            };
            CacheCheckResult result;
            using (IProgressRenderer progress = ProgressRenderer.Create(terminal, asJson, isQuiet, TimeProvider.System))
                result = new CacheCheck(cache, options).Run(progress, cancellation);
            CacheReports.WriteCheck(cache, result, asJson, isQuiet, terminal);
            return Task.FromResult(result.IsSound ? ExitCode.Done : ExitCode.Damaged);
        });
        return command;
    }
}
