using System.CommandLine;
using System.CommandLine.Parsing;
using Clu.Binary;
using Clu.Cli.Commands;
using Clu.Systems.Toml;

namespace Clu.Cli.Errors;

/// <summary>Says what is wrong with a command line in one sentence.</summary>
internal static class CommandLineMistake
{
    /// <summary>The first mistake.</summary>
    public static CluException Of(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        string help = $"`{CommandPath.Of(command)} --help` shows what can be said";
        if (parsed.UnmatchedTokens is [string word, ..])
        {
            (string message, IEnumerable<string> known) = word.StartsWith('-')
                ? ($"there is no option '{word}'", CommandPath.Options(command).Select(o => o.Name))
                : command.Subcommands.Count > 0
                    ? ($"there is no command '{word}'", command.Subcommands.Select(c => c.Name))
                    : ($"'{word}' is one word too many", []);
            string? nearest = EditDistance.Nearest(word, known);
            return CliErrors.CommandLine(message, nearest is null ? help : $"did you mean '{nearest}'?");
        }

        return CliErrors.CommandLine(Sentence(parsed.Errors[0]), help);
    }

    private static string Sentence(ParseError error) => error.SymbolResult switch
    {
        OptionResult { Tokens.Count: 0 } option => $"{option.Option.Name} needs a value: {option.Option.HelpName}",
        ArgumentResult { Tokens.Count: 0, Parent: CommandResult of } argument => $"`{CommandPath.Of(of.Command)}` needs {argument.Argument.Name}",
        _ => error.Message.TrimEnd('.'),
    };
}
