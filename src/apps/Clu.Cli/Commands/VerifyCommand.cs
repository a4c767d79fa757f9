using System.CommandLine;
using Clu.Cli.Help;
using Clu.Cli.Progress;
using Clu.Cli.Reports;
using Clu.Nix.StorePaths;
using Clu.Stores;
using Clu.Stores.Verification;

namespace Clu.Cli.Commands;

/// <summary><c>clu verify</c>.</summary>
internal static class VerifyCommand
{
    private const int MostSignatures = 1000;
    private const int MostJobs = 1024;

    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        Argument<string[]> paths = new("PATH")
        {
            Description = "Store paths, or links to them; or one medium: an ISO file or a device",
            Arity = ArgumentArity.ZeroOrMore,
        };
        Option<bool> medium = new("--medium") { Description = "The medium that this live system runs from" };
        Option<string> store = StoreOptions.Store();
        Option<bool> all = StoreOptions.All();
        Option<bool> recursive = StoreOptions.Recursive();
        Option<bool> noContents = new("--no-contents") { Description = "Do not read and hash the files" };
        Option<bool> noTrust = new("--no-trust") { Description = "Do not check signatures" };
        NumberOption signatures = new("--sigs-needed", 1, MostSignatures)
        {
            Description = "Keys that must have signed each path (default: 1, none if built here)",
            HelpName = "N",
            Aliases = { "-n" },
        };
        Option<string[]> trustedKey = StoreOptions.TrustedKey();
        Option<string?> repairFrom = new("--repair-from") { Description = "Replace bad files by good ones of this store", HelpName = "URL" };
        NumberOption jobs = new("--jobs", 1, MostJobs) { Description = "Objects checked at once (default: all cores)", HelpName = "N" };
        Option<bool> json = new(CluCommand.JsonName) { Description = "Events and the result as JSON lines" };
        Option<bool> quiet = new("--quiet", "-q") { Description = "Print bad paths and errors only" };
        CluCommand command = new("verify", "Check a store, or every bit of a medium")
        {
            Details = "Of a store it checks files, signatures and content addresses. Prints a line for each bad path or part "
                + "and ends with exit code 3 if there is one. A file outside of the store, and a device, is a medium; it carries its checksum itself.",
            WhenInterrupted = "run it again: nothing is left half repaired",
            Examples =
            [
                new HelpExample("clu verify --all", "this machine's store"),
                new HelpExample("clu verify --no-trust -r ./result", "the files of a closure"),
                new HelpExample("clu verify --store file:///srv/cache --all", "a binary cache"),
                new HelpExample("clu verify --all --repair-from iso:my.iso", "good files from a medium"),
                new HelpExample("clu verify my.iso", "a medium, before it is copied"),
                new HelpExample("clu verify /dev/sdb", "and after that"),
            ],
        };
        command.Add(paths);
        Option[] ofStores = [store, all, recursive, noContents, noTrust, signatures, trustedKey, repairFrom, jobs];
        foreach (Option option in ofStores.Concat([medium, json, quiet]))
            command.Add(option);
        command.SetAction((parsed, cancellation) =>
        {
            bool asJson = parsed.GetValue(json), isQuiet = parsed.GetValue(quiet);
            Option? forStores = ofStores.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false });
            if (MediumVerification.Find(parsed.GetValue(paths) ?? [], parsed.GetValue(medium), forStores) is { } image)
                return Task.FromResult(MediumVerification.Run(image, asJson, isQuiet, terminal, cancellation));
            StoreUrl url = StoreUrl.Parse(parsed.GetRequiredValue(store));
            using IStore opened = StoreOpener.Open(url);
            IReadOnlyList<StorePath> chosen = StoreOptions.Chosen(opened, parsed.GetValue(paths) ?? [], parsed.GetValue(all));
            using IStore? good = parsed.GetValue(repairFrom) is { } from ? StoreOpener.Open(StoreUrl.Parse(from)) : null;
            using IRepairableStore? repaired = good is null ? null : StoreOpener.OpenWritable<IRepairableStore>(url, TimeProvider.System, "repairing");
            StoreVerifier verifier = new(opened, new VerifyOptions
            {
                Recursive = parsed.GetValue(recursive),
                Contents = !parsed.GetValue(noContents),
                Trust = !parsed.GetValue(noTrust),
                SignaturesNeeded = parsed.GetValue(signatures),
                TrustedKeys = StoreOptions.Keys(parsed.GetValue(trustedKey) ?? []),
                Jobs = parsed.GetValue(jobs),
            });
            VerifyResult result;
            using (IProgressRenderer progress = ProgressRenderer.Create(terminal, asJson, isQuiet, TimeProvider.System))
                result = verifier.Run(chosen, progress, cancellation);
            if (repaired is not null)
                result = StoreVerifier.Repair(result, repaired, good!, cancellation);
            VerifyReport.Write(result, opened, asJson, isQuiet, terminal);
            return Task.FromResult(result.IsSound ? ExitCode.Done : ExitCode.Damaged);
        });
        return command;
    }
}
