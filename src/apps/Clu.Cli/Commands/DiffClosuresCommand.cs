using System.CommandLine;
using Clu.Cli.Help;
using Clu.Cli.Reports;
using Clu.Stores;
using Clu.Stores.Closures;
using Clu.Stores.Copying;

namespace Clu.Cli.Commands;

/// <summary><c>clu diff-closures</c>.</summary>
internal static class DiffClosuresCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        Argument<string> before = new("BEFORE") { Description = "A store path, or a link to one" };
        Argument<string> after = new("AFTER") { Description = "Another one" };
        Option<string> store = StoreOptions.Store();
        Option<string?> afterStore = new("--after-store") { Description = "The store of AFTER, if it is another", HelpName = "URL" };
        Option<bool> json = new(CluCommand.JsonName) { Description = "The result as a JSON line" };
        CluCommand command = new("diff-closures", "Compare the packages of two closures")
        {
            Details = "Prints versions and changes of size from 8 KiB on, as nix store diff-closures does.",
            Examples =
            [
                new HelpExample("clu diff-closures ./result-old ./result", "in this machine's store"),
                new HelpExample("clu diff-closures P Q --after-store iso:my.iso", "with what is on a medium"),
            ],
        };
        command.Add(before);
        command.Add(after);
        foreach (Option option in new Option[] { store, afterStore, json })
            command.Add(option);
        command.SetAction((parsed, cancellation) =>
        {
            using IStore first = StoreOpener.Open(StoreUrl.Parse(parsed.GetRequiredValue(store)));
            using IStore? other = parsed.GetValue(afterStore) is { } url ? StoreOpener.Open(StoreUrl.Parse(url)) : null;
            IStore second = other ?? first;
            IReadOnlyList<PackageChange> changes = ClosureDiff.Between(
                StoreClosure.Of(first, [StorePathFinder.Find(parsed.GetRequiredValue(before), first.Directory)], cancellation),
                StoreClosure.Of(second, [StorePathFinder.Find(parsed.GetRequiredValue(after), second.Directory)], cancellation));
            if (parsed.GetValue(json))
                ClosureDiffReport.WriteJson(changes, terminal.Lines);
            else
                ClosureDiffReport.Write(changes, terminal.Lines);
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }
}
