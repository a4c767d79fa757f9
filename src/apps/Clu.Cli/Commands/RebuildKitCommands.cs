using System.CommandLine;
using Clu.Cli.Help;
using Clu.Cli.Reports;
using Clu.Nix.Derivations;
using Clu.Nix.StorePaths;
using Clu.Stores;
using Clu.Stores.Copying;
using Clu.Systems.Rebuilds;

namespace Clu.Cli.Commands;

/// <summary><c>clu rebuild-kit</c>.</summary>
internal static class RebuildKitCommands
{
    /// <summary>Makes the group.</summary>
    public static Command Create(Terminal terminal) => new CluCommand("rebuild-kit", "Find what rebuilds without a network need") { Plan(terminal) };

    private static CluCommand Plan(Terminal terminal)
    {
        Argument<string> system = new("SYSTEM") { Description = "A NixOS system, a link to it, or its derivation" };
        Option<string[]> allow = new("--allow")
        {
            Description = $"What may change: {string.Join(", ", SystemChanges.Words)} (default: all of them)",
            HelpName = "LIST",
            DefaultValueFactory = _ => [],
        };
        Option<string[]> variant = new("--variant") { Description = "Derivation of the system with a change in it", HelpName = "DRV", DefaultValueFactory = _ => [] };
        Option<string?> budget = new("--budget") { Description = "Size that the kit may have: 600 MB, 1.5 GiB", HelpName = "SIZE" };
        Option<string> store = StoreOptions.Store();
        Option<bool> paths = new("--paths") { Description = "Print the paths of the kit, one a line" };
        Option<bool> json = new(CluCommand.JsonName) { Description = "The plan as a JSON line" };
        CluCommand command = new("plan", "Show the smallest kit for some changes, and whether it fits")
        {
            Details = "Reads the derivations of a system that was built here; builds and changes nothing. Ends with exit code 3 if something is missing or does not fit.",
            Examples =
            [
                new HelpExample("clu rebuild-kit plan ./result", "every change, and what each takes"),
                new HelpExample("clu rebuild-kit plan ./result --budget \"600 MB\"", "what fits"),
                new HelpExample("clu rebuild-kit plan ./result --allow user", "one change, by names"),
                new HelpExample("clu rebuild-kit plan ./result --variant DRV", "one change, exactly"),
                new HelpExample("clu rebuild-kit plan ./result --paths", "what to copy elsewhere"),
            ],
        };
        command.Add(system);
        foreach (Option option in new Option[] { allow, variant, budget, store, paths, json })
            command.Add(option);
        command.SetAction((parsed, cancellation) =>
        {
            ChangeWords changes = ChangeWords.Parse("--allow", parsed.GetValue(allow) ?? []);
            long? limit = ChangeWords.ParseBudget("--budget", parsed.GetValue(budget));
            using IStore opened = StoreOpener.Open(StoreUrl.Parse(parsed.GetRequiredValue(store)));
            StorePath path = StorePathFinder.Find(parsed.GetRequiredValue(system), opened.Directory);
            string[] variants = parsed.GetValue(variant) ?? [];
            RebuildKit kit = RebuildKitPlanner.Plan(
                opened,
                new RebuildKitRequest
                {
                    Derivation = new StoreDerivations(opened).Of(path),
                    Changes = changes.Given || variants.Length == 0 ? changes.Changes : [],
                    Variants = [.. variants.Select(text => StorePathFinder.Find(text, opened.Directory))],
                    Budget = limit,
                    Carried = Carried(opened, path, cancellation),
                },
                cancellation);
            if (parsed.GetValue(json))
                RebuildKitJson.Write(kit, opened.Directory, terminal.Lines);
            else if (parsed.GetValue(paths))
                Array.ForEach([.. kit.Objects], info => terminal.Lines.WriteLine(opened.Directory.Print(info.Path)));
            else
                RebuildKitReport.Write(kit, opened.Directory, terminal);
            return Task.FromResult(kit.IsComplete ? ExitCode.Done : ExitCode.Damaged);
        });
        return command;
    }

    /// <summary>The system is carried anyway, as far as it is built.</summary>
    private static HashSet<StorePath> Carried(IStore store, StorePath system, CancellationToken cancel)
    {
        IEnumerable<StorePath> roots = Derivation.IsDerivation(system)
            ? new StoreDerivations(store).Read(system).Outputs.OfType<InputAddressedOutput>().Select(output => output.Path).Where(path => store.Find(path) is not null)
            : [system];
        return [.. StoreClosure.Of(store, roots, cancel).Select(info => info.Path)];
    }
}
