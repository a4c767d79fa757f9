using System.CommandLine;
using System.Security.Cryptography;
using Clu.Cli.Help;
using Clu.Nix.Signatures;

namespace Clu.Cli.Commands;

/// <summary><c>clu key generate|public</c>.</summary>
internal static class KeyCommands
{
    /// <summary>Makes the group.</summary>
    public static Command Create(Terminal terminal) => new CluCommand("key", "Make keys that sign store paths") { Generate(terminal), Public(terminal) };

    private static CluCommand Generate(Terminal terminal)
    {
        Argument<string> name = new("NAME") { Description = "Its name, usually the host's with a number: cache.example.org-1" };
        CluCommand command = new("generate", "Print a new secret key")
        {
            Examples = [new HelpExample("(umask 077; clu key generate cache.example.org-1 > secret.key)", "into a file that only you read")],
        };
        command.Add(name);
        command.SetAction((parsed, _) =>
        {
            using SecretKey key = SecretKey.Create(parsed.GetRequiredValue(name), RandomNumberGenerator.GetBytes(SecretKey.SeedSize));
            terminal.Lines.WriteLine(key.Export());
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static CluCommand Public(Terminal terminal)
    {
        CluCommand command = new("public", "Print the public key of the secret key on standard input")
        {
            Examples = [new HelpExample("clu key public < secret.key", "for trusted-public-keys")],
        };
        command.SetAction((_, _) =>
        {
            using SecretKey key = SecretKey.Parse(Console.In.ReadToEnd().Trim());
            terminal.Lines.WriteLine(key.PublicKey.ToString());
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }
}
