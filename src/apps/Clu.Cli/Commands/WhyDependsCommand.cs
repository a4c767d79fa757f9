using System.CommandLine;
using Clu.Cli.Help;
using Clu.Cli.Reports;
using Clu.Stores;
using Clu.Stores.Closures;

namespace Clu.Cli.Commands;

/// <summary><c>clu why-depends</c>.</summary>
internal static class WhyDependsCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        Argument<string> from = new("PATH") { Description = "A store path, or a link to one" };
        Argument<string> to = new("DEPENDENCY") { Description = "What it refers to, directly or not" };
        Option<string> store = StoreOptions.Store();
        Option<bool> json = new(CluCommand.JsonName) { Description = "The result as a JSON line" };
        CluCommand command = new("why-depends", "Show why one path is in the closure of another")
        {
            Details = "Prints the shortest way, as nix why-depends does.",
            Examples = [new HelpExample("clu why-depends ./result /nix/store/…-glibc", "the shortest way"), new HelpExample("clu why-depends --store iso:my.iso P Q", "on a medium")],
        };
        command.Add(from);
        command.Add(to);
        command.Add(store);
        command.Add(json);
        command.SetAction((parsed, cancellation) =>
        {
            using IStore opened = StoreOpener.Open(StoreUrl.Parse(parsed.GetRequiredValue(store)));
            Dependency dependency = new(
                opened,
                StorePathFinder.Find(parsed.GetRequiredValue(from), opened.Directory),
                StorePathFinder.Find(parsed.GetRequiredValue(to), opened.Directory),
                cancellation);
            if (parsed.GetValue(json))
                DependencyReport.WriteJson(dependency, opened, terminal.Lines);
            else
                DependencyReport.Write(dependency, opened, terminal);
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }
}
