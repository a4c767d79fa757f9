using System.CommandLine;
using Clu.Cli.Help;
using Clu.Cli.Text;
using Clu.Nix.Signatures;
using Clu.Nix.StorePaths;
using Clu.Stores;

namespace Clu.Cli.Commands;

/// <summary><c>clu sign</c>.</summary>
internal static class SignCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(Terminal terminal)
    {
        Argument<string[]> paths = StoreOptions.Paths();
        Option<string> keyFile = new("--key-file", "-k") { Description = "The secret key, from clu key generate", HelpName = "FILE", Required = true };
        Option<string> store = StoreOptions.Store();
        Option<bool> all = StoreOptions.All();
        Option<bool> recursive = StoreOptions.Recursive();
        Option<bool> json = new(CluCommand.JsonName) { Description = "The result as a JSON line" };
        CluCommand command = new("sign", "Sign paths of a local store or of a file:// cache")
        {
            Examples =
            [
                new HelpExample("clu sign -k secret.key -r ./result", "a closure"),
                new HelpExample("clu sign -k secret.key --store file:///srv/cache --all", "a cache"),
            ],
        };
        command.Add(paths);
        foreach (Option option in new Option[] { keyFile, store, all, recursive, json })
            command.Add(option);
        command.SetAction((parsed, cancellation) =>
        {
            using SecretKey key = StoreOptions.ReadSecretKey(parsed.GetRequiredValue(keyFile));
            using ISignableStore opened = StoreOpener.OpenWritable<ISignableStore>(
                StoreUrl.Parse(parsed.GetRequiredValue(store)), TimeProvider.System, "signing");
            var chosen = StoreOptions.Chosen(opened, parsed.GetValue(paths) ?? [], parsed.GetValue(all));
            var objects = StoreOptions.Objects(opened, chosen, parsed.GetValue(recursive), cancellation);
            IReadOnlyList<StorePath> signed = StoreSigning.Sign(opened, objects, key, cancellation);
            if (parsed.GetValue(json))
                Reports.PathsReport.WriteJson("signed", opened, signed.Select(opened.Directory.Print), terminal.Lines);
            else
                terminal.Error.Profile.Out.Writer.WriteLine($"{Figures.Count(signed.Count, "signature")} added, {Figures.Count(objects.Count - signed.Count)} there already.");
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }
}
