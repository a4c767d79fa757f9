using System.CommandLine;
using System.CommandLine.Completions;
using Clu.Cli.Commands;

namespace Clu.Cli.Completions;

/// <summary>Says what can stand in place of the last word of a command line.</summary>
internal static class Completer
{
    /// <summary>The first word of a command line that asks for completions; the words follow.</summary>
    public const string Word = "__complete";

    /// <summary>The line that stands for all files.</summary>
    public const string Files = ":files";

    /// <summary>One line each: the word, and where it has one a tab and its description.</summary>
    /// <param name="root">The commands.</param>
    /// <param name="words">The words after the program's name; the last one is completed.</param>
    public static IEnumerable<string> Complete(RootCommand root, IReadOnlyList<string> words)
    {
        Command command = root;
        Option? open = null;
        int arguments = 0;
        foreach (string word in words.SkipLast(1))
        {
            if (open is not null)
                open = null;
            else if (word.StartsWith('-'))
                open = CommandPath.Options(command).FirstOrDefault(o => CommandPath.TakesValue(o) && (o.Name == word || o.Aliases.Contains(word)));
            else if (command.Subcommands.FirstOrDefault(c => c.Name == word) is { } deeper)
                command = deeper;
            else
                arguments++;
        }

        string last = words.Count == 0 ? "" : words[^1];
        return Candidates(command, open, arguments, last).Where(line => line == Files || line.StartsWith(last, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Candidates(Command command, Option? open, int arguments, string last)
    {
        if (open is not null)
            return Values(open, open.HelpName ?? "");
        if (last.StartsWith('-'))
            return CommandPath.Options(command).Select(Describe);
        if (command.Subcommands.Count > 0)
            return command.Subcommands.Where(c => !c.Hidden).Select(Describe);
        return arguments < command.Arguments.Count ? Values(command.Arguments[arguments], command.Arguments[arguments].Name) : [];
    }

    private static IEnumerable<string> Values(Symbol symbol, string valueName) => symbol.GetCompletions(CompletionContext.Empty)
        .Select(item => item.Label)
        .Concat(valueName.Contains("FILE", StringComparison.Ordinal) ? [Files] : []);

    private static string Describe(Symbol symbol) => $"{symbol.Name}\t{symbol.Description}";
}
