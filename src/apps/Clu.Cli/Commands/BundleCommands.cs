using System.CommandLine;
using Clu.Cli.Help;
using Clu.Cli.Progress;
using Clu.Cli.Reports;
using Clu.Stores.Bundles;
using Clu.Stores.Verification;

namespace Clu.Cli.Commands;

/// <summary><c>clu bundle …</c>.</summary>
internal static class BundleCommands
{
    /// <summary>Most objects that are worked on at once.</summary>
    public const int MostJobs = 1024;

    /// <summary>Makes the group.</summary>
    public static Command Create(Terminal terminal) => new CluCommand("bundle", "Carry what a machine or medium lacks")
    {
        BundleCreateCommand.Create(terminal), List(terminal), Verify(terminal), BundleApplyCommand.Create(terminal),
    };

    /// <summary>The bundles of a command.</summary>
    public static Argument<string[]> Files() => new("FILE")
    {
        Description = "The bundle; if it was split, its list or its parts, wherever they lie",
        Arity = ArgumentArity.OneOrMore,
    };

    private static CluCommand List(Terminal terminal)
    {
        Argument<string[]> files = Files();
        Option<bool> json = new(CluCommand.JsonName) { Description = "The result as a JSON line" };
        CluCommand command = new("list", "Say what bundles hold and need")
        {
            Details = "Reads the index alone. Prints each path and the bytes of its archive, with a tab between them.",
            Examples = [new HelpExample("clu bundle list update.bundle", "what is in it"), new HelpExample("clu bundle list /mnt/update.bundle.parts --json", "of one in parts")],
        };
        command.Add(files);
        command.Add(json);
        command.SetAction((parsed, _) =>
        {
            foreach (BundleSource source in BundleSource.Find(parsed.GetRequiredValue(files)))
            {
                using BundleStore bundle = new(source);
                BundleReports.WriteList(bundle, parsed.GetValue(json), terminal);
            }

            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static CluCommand Verify(Terminal terminal)
    {
        Argument<string[]> files = Files();
        Option<bool> noTrust = new("--no-trust") { Description = "Do not check signatures" };
        Option<string[]> trustedKey = StoreOptions.TrustedKey();
        NumberOption jobs = new("--jobs", 1, MostJobs) { Description = "Objects checked at once (default: all cores)", HelpName = "N" };
        Option<bool> json = new(CluCommand.JsonName) { Description = "Events and the result as JSON lines" };
        Option<bool> quiet = new("--quiet", "-q") { Description = "Print what is wrong and errors only" };
        CluCommand command = new("verify", "Read all of a bundle and check it")
        {
            Details = "Checks parts, files, archives and signatures. Prints a line for each flaw and ends with exit code 3 if there is one.",
            Examples =
            [
                new HelpExample("clu bundle verify update.bundle", "before it is carried away"),
                new HelpExample("clu bundle verify /a/u.bundle.001 /b/u.bundle.002", "parts on two sticks"),
            ],
        };
        command.Add(files);
        foreach (Option option in new Option[] { noTrust, trustedKey, jobs, json, quiet })
            command.Add(option);
        command.SetAction((parsed, cancellation) =>
        {
            bool asJson = parsed.GetValue(json), isQuiet = parsed.GetValue(quiet), sound = true;
            foreach (BundleSource source in BundleSource.Find(parsed.GetRequiredValue(files)))
            {
                using BundleStore bundle = new(source);
                BundleVerification found;
                using (IProgressRenderer progress = ProgressRenderer.Create(terminal, asJson, isQuiet, TimeProvider.System))
                {
                    found = new BundleVerifier(bundle, new VerifyOptions
                    {
                        Trust = !parsed.GetValue(noTrust),
                        TrustedKeys = StoreOptions.Keys(parsed.GetValue(trustedKey) ?? []),
                        Jobs = parsed.GetValue(jobs),
                    }).Run(progress, cancellation);
                }

                BundleReports.WriteVerification(found, bundle, asJson, isQuiet, terminal);
                sound &= found.IsSound;
            }

            return Task.FromResult(sound ? ExitCode.Done : ExitCode.Damaged);
        });
        return command;
    }
}
