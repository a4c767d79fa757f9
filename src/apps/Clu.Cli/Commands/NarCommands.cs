using System.CommandLine;
using Clu.Binary;
using Clu.Cli.Help;
using Clu.Nix.Archives;
using Clu.Nix.Hashing;
using Clu.Nix.Listings;
using Clu.Stores;
using Clu.Stores.Trees;

namespace Clu.Cli.Commands;

/// <summary><c>clu nar pack|unpack|ls|cat|hash</c>.</summary>
internal static class NarCommands
{
    /// <summary>Makes the group.</summary>
    public static Command Create(Terminal terminal) => new CluCommand("nar", "Work with Nix archives")
    {
        Pack(), Unpack(), List(terminal), Cat(), Hash(terminal),
    };

    private static CluCommand Pack()
    {
        Argument<string> path = new("PATH") { Description = "A file, link or directory" };
        Option<string?> output = new("--output", "-o") { Description = "Where to write (default: standard output)", HelpName = "FILE" };
        CluCommand command = new("pack", "Write a tree as an archive")
        {
            Examples = [new HelpExample("clu nar pack ./tree -o tree.nar", "into a file"), new HelpExample("clu nar pack ./tree | zstd > tree.nar.zst", "into a pipe")],
        };
        command.Add(path);
        command.Add(output);
        command.SetAction((parsed, _) =>
        {
            using Stream target = parsed.GetValue(output) is { } file ? File.Create(file) : Console.OpenStandardOutput();
            new DiskObject(Path.GetFullPath(parsed.GetRequiredValue(path))).WriteNar(target);
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static CluCommand Unpack()
    {
        Argument<string> archive = Archive();
        Argument<string> target = new("TARGET") { Description = "The new file or directory; nothing may be there yet" };
        CluCommand command = new("unpack", "Put the tree of an archive on disk")
        {
            Examples = [new HelpExample("clu nar unpack tree.nar ./tree", "from a file"), new HelpExample("zstd -dc tree.nar.zst | clu nar unpack - ./tree", "from a pipe")],
        };
        command.Add(archive);
        command.Add(target);
        command.SetAction((parsed, cancellation) =>
        {
            string path = Path.GetFullPath(parsed.GetRequiredValue(target));
            if (Path.Exists(path))
                throw CliErrors.CommandLine($"'{path}' is there already", "name a place where nothing is");
            using Stream input = OpenArchive(parsed.GetRequiredValue(archive));
            try
            {
                ArchiveTree.Unpack(new NarReader(input), path, cancellation.ThrowIfCancellationRequested);
            }
            catch
            {
                ObjectTree.Remove(path);
                throw;
            }

            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static CluCommand List(Terminal terminal)
    {
        Argument<string> archive = Archive();
        Option<bool> json = new(CluCommand.JsonName) { Description = "The listing of a binary cache (.ls)" };
        CluCommand command = new("ls", "List the tree of an archive")
        {
            Examples = [new HelpExample("clu nar ls tree.nar", "as find would"), new HelpExample("clu nar ls --json tree.nar | jq .root", "for scripts")],
        };
        command.Add(archive);
        command.Add(json);
        command.SetAction((parsed, _) =>
        {
            using Stream input = OpenArchive(parsed.GetRequiredValue(archive));
            ListingNode root = Listing.Of(new NarReader(input));
            if (parsed.GetValue(json))
                terminal.Lines.WriteLine(System.Text.Encoding.UTF8.GetString(Listing.Write(root)));
            else
                Reports.ListingReport.Write(root, ".", terminal.Lines);
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static CluCommand Cat()
    {
        Argument<string> archive = Archive();
        Argument<string> path = new("PATH") { Description = "A file in it: bin/hello" };
        CluCommand command = new("cat", "Print a file of an archive")
        {
            Examples = [new HelpExample("clu nar cat tree.nar share/doc/README", "to standard output")],
        };
        command.Add(archive);
        command.Add(path);
        command.SetAction((parsed, _) =>
        {
            using Stream input = OpenArchive(parsed.GetRequiredValue(archive));
            FileName[] parts = [.. parsed.GetRequiredValue(path).Split('/', StringSplitOptions.RemoveEmptyEntries).Select(FileName.From)];
            using Stream output = Console.OpenStandardOutput();
            if (!NarFile.Copy(new NarReader(input), parts, output))
                throw CliErrors.CommandLine($"the archive has no file '{string.Join('/', parts)}'", "`clu nar ls` shows what it has");
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static CluCommand Hash(Terminal terminal)
    {
        Argument<string> path = new("PATH") { Description = "A file, link or directory" };
        ChoiceOption<HashAlgorithm> algorithm = new(
            "--type", ("sha256", HashAlgorithm.Sha256), ("sha512", HashAlgorithm.Sha512), ("sha1", HashAlgorithm.Sha1), ("md5", HashAlgorithm.Md5))
        {
            Description = "The hash function (default: sha256)",
        };
        ChoiceOption<HashEncoding> format = new(
            "--format", ("sri", HashEncoding.Sri), ("nix32", HashEncoding.Nix32), ("base16", HashEncoding.Base16), ("base64", HashEncoding.Base64))
        {
            Description = "How it is written (default: sri)",
        };
        CluCommand command = new("hash", "Print the hash that a tree has as an archive")
        {
            Examples = [new HelpExample("clu nar hash ./tree", "as nix hash path"), new HelpExample("clu nar hash --format nix32 ./tree", "as nix-hash --base32")],
        };
        command.Add(path);
        command.Add(algorithm);
        command.Add(format);
        command.SetAction((parsed, _) =>
        {
            using HashSink sink = new(parsed.GetValue(algorithm));
            new DiskObject(Path.GetFullPath(parsed.GetRequiredValue(path))).WriteNar(sink);
            HashEncoding encoding = parsed.GetValue(format);
            Hash hash = sink.Finish();
            terminal.Lines.WriteLine(encoding == HashEncoding.Sri ? hash.Format(encoding) : hash.Digits(encoding));
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static Argument<string> Archive() => new("FILE") { Description = "The archive; - for standard input" };

    private static Stream OpenArchive(string file) => file == "-" ? Console.OpenStandardInput() : new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 0);
}
