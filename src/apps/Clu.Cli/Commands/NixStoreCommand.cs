using System.CommandLine;
using Clu.Binary;
using Clu.Cli.Help;
using Clu.Stores;
using Clu.Stores.Serving;

namespace Clu.Cli.Commands;

/// <summary><c>clu nix-store --serve</c>: what Nix starts at the other end of <c>ssh://</c>, so its words are those of <c>nix-store</c>.</summary>
internal static class NixStoreCommand
{
    private const int BufferSize = 1 << 17;
    private const string WithoutWrite = "it was not started with --write";

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Option<bool> serve = new("--serve") { Description = "Answer a client on standard input and output" };
        Option<bool> write = new("--write") { Description = "Let the client copy into the store" };
        Option<string> store = StoreOptions.Store();
        CluCommand command = new("nix-store", "Serve a store over ssh as nix-store --serve does")
        {
            Details = "Clients ask for --write always; a store that can only be read is served all the same. Paths that are sent need no signature: "
                + "whoever may log in and write is trusted. A line in authorized_keys holds a key to one store, whatever the client asks for.",
            Examples =
            [
                new HelpExample("nix copy --from 'ssh://H?remote-program=clu%20nix-store' P", "from the host H"),
                new HelpExample("nix copy --to 'ssh://H?remote-program=clu%20nix-store' P", "to it"),
                new HelpExample("command=\"clu nix-store --serve --store iso:M\",restrict KEY", "authorized_keys"),
            ],
        };
        foreach (Option option in new Option[] { serve, write, store })
            command.Add(option);
        command.SetAction((parsed, cancellation) =>
        {
            if (!parsed.GetValue(serve))
                throw CliErrors.CommandLine("clu nix-store does nothing but --serve", "see `clu --help` for what else clu does with stores");
            if (!Console.IsInputRedirected)
                throw CliErrors.CommandLine("a store is not served to a terminal", "ssh starts this at the other end");
            StoreUrl url = StoreUrl.Parse(parsed.GetRequiredValue(store));
            string? readOnly = parsed.GetValue(write) ? null : WithoutWrite;
            using IStore opened = Open(url, ref readOnly);
            using BufferedStream input = new(Console.OpenStandardInput(), BufferSize);
            using BufferedStream output = new(Console.OpenStandardOutput(), BufferSize);
            new ServeServer(opened, readOnly).Run(input, output, cancellation);
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    /// <summary>Opens the store to write if it may and can be, or else to read.</summary>
    private static IStore Open(StoreUrl url, ref string? readOnly)
    {
        if (readOnly is null)
        {
            try
            {
                return StoreOpener.OpenWritable(url, TimeProvider.System);
            }
            catch (CluException e) when (e.Kind is ErrorKind.Environment || e.Code == StoreOpener.ReadOnlyCode)
            {
                readOnly = e.Message;
            }
        }

        return StoreOpener.Open(url);
    }
}
