using System.CommandLine;
using System.Text;
using Clu.Cli.Help;
using Clu.Nix.Derivations;
using Clu.Nix.StorePaths;
using Clu.Stores;
using Clu.Stores.Copying;

namespace Clu.Cli.Commands;

/// <summary><c>clu derivation show</c>.</summary>
internal static class DerivationCommands
{
    /// <summary>Makes the group.</summary>
    public static Command Create(Terminal terminal) => new CluCommand("derivation", "Look into derivations") { Show(terminal) };

    private static CluCommand Show(Terminal terminal)
    {
        Argument<string[]> paths = new("PATH") { Description = "Derivations, or what they made", Arity = ArgumentArity.OneOrMore };
        Option<string> store = StoreOptions.Store();
        Option<bool> recursive = new("--recursive", "-r") { Description = "The derivations that they need, too" };
        Option<bool> pretty = new("--pretty") { Description = "Indented, as on a terminal" };
        CluCommand command = new("show", "Print derivations as JSON")
        {
            Details = "The JSON is that of nix derivation show, version 4.",
            Examples =
            [
                new HelpExample("clu derivation show ./result", "how it was built"),
                new HelpExample("clu derivation show -r ./result | jq '.derivations | keys'", "with all inputs"),
            ],
        };
        command.Add(paths);
        foreach (Option option in new Option[] { store, recursive, pretty })
            command.Add(option);
        command.SetAction((parsed, cancellation) =>
        {
            using IStore opened = StoreOpener.Open(StoreUrl.Parse(parsed.GetRequiredValue(store)));
            StoreDerivations derivations = new(opened);
            IReadOnlyList<StorePath> chosen =
                [.. parsed.GetRequiredValue(paths).Select(path => derivations.Of(StorePathFinder.Find(path, opened.Directory))).Distinct()];
            if (parsed.GetValue(recursive))
                chosen = [.. StoreClosure.Of(opened, chosen, cancellation).Select(info => info.Path).Where(Derivation.IsDerivation)];
            byte[] json = DerivationJson.WriteAll(
                chosen.ToDictionary(path => path, derivations.Read), parsed.GetValue(pretty) || terminal.Output.Profile.Out.IsTerminal);
            terminal.Lines.WriteLine(Encoding.UTF8.GetString(json));
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }
}
