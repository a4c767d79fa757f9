using System.CommandLine;

namespace Clu.Cli.Commands;

/// <summary>Where a command is in the tree of commands.</summary>
internal static class CommandPath
{
    /// <summary>The program's name, whatever file it was started from.</summary>
    public const string Program = "clu";

    /// <summary>The words that call a command: <c>clu build iso</c>.</summary>
    public static string Of(Command command) =>
        command is RootCommand ? Program : $"{Of(command.Parents.OfType<Command>().First())} {command.Name}";

    /// <summary>The options that a command takes: its own, then those of its parents.</summary>
    public static IEnumerable<Option> Options(Command command) => command.Options
        .Concat(command.Parents.OfType<Command>().SelectMany(Options).Where(option => option.Recursive))
        .Where(option => !option.Hidden);

    /// <summary>The commands below one that do something themselves.</summary>
    public static IEnumerable<Command> Leaves(Command command) =>
        command.Subcommands.Where(c => !c.Hidden).SelectMany(c => c switch
        {
            { Subcommands.Count: 0 } => [c],
            // A group that does something itself.
            { Action: not null } => Leaves(c).Prepend(c),
            _ => Leaves(c),
        });

    /// <summary>Whether an option is followed by a value.</summary>
    public static bool TakesValue(Option option) => option.Arity.MaximumNumberOfValues > 0 && option.ValueType != typeof(bool);
}
