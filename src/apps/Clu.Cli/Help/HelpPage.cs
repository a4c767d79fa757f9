using System.CommandLine;
using Clu.Cli.Commands;
using Spectre.Console;

namespace Clu.Cli.Help;

/// <summary>Lays out the help of a command: what it does, how it is called, examples, exit codes.</summary>
internal static class HelpPage
{
    private const int LargestWidth = 100;

    private static readonly HelpExample[] s_rootExamples =
    [
        new("clu build iso", "make the installer, in result/iso"),
        new("clu run result/iso/clu-installer-0.1.iso", "boot it in QEMU"),
    ];

    private static readonly (string, string)[] s_exitCodes =
    [
        ("0", "done"),
        ("1", "failed for a reason that is none of these"),
        ("2", "the request is wrong: command line, profile, names"),
        ("3", "data is malformed, cut off or not what its hash says"),
        ("4", "the surroundings refuse: space, permission, network, tools"),
        ("130", "interrupted"),
    ];

    /// <summary>Writes the page.</summary>
    public static void Write(Command command, IAnsiConsole console)
    {
        HelpLayout layout = new(console, Math.Min(console.Profile.Width, LargestWidth));
        CluCommand? own = command as CluCommand;
        layout.Paragraph(command is RootCommand ? $"{CommandPath.Program}: {command.Description}" : $"{command.Description}.");
        if (own is { Details.Length: > 0 })
            layout.Paragraph(own.Details);
        layout.Heading("Usage");
        layout.Line(Usage(command));
        layout.Section("Commands", [.. CommandPath.Leaves(command).Select(c => (CommandPath.Of(c)[(CommandPath.Program.Length + 1)..], c.Description ?? ""))]);
        layout.Section("Arguments", [.. command.Arguments.Select(a => (a.Name, a.Description ?? ""))]);
        layout.Section("Options", [.. CommandPath.Options(command).Select(o => (OptionText(o), o.Description ?? ""))]);
        layout.Section("Examples", [.. ExamplesOf(command).Select(e => (e.Command, e.Meaning))]);
        layout.Section("Exit codes", s_exitCodes);
    }

    private static IEnumerable<HelpExample> ExamplesOf(Command command) => command switch
    {
        CluCommand { Examples.Count: > 0 } own => own.Examples,
        RootCommand => s_rootExamples,
        _ => CommandPath.Leaves(command).OfType<CluCommand>().SelectMany(c => c.Examples),
    };

    private static string Usage(Command command)
    {
        string arguments = string.Concat(command.Arguments.Select(argument => argument.Arity switch
        {
            { MaximumNumberOfValues: > 1 } => $" [{argument.Name}…]",
            { MinimumNumberOfValues: 0 } => $" [{argument.Name}]",
            _ => $" {argument.Name}",
        }));
        return $"{CommandPath.Of(command)}{(command.Subcommands.Count == 0 ? "" : command.Action is null ? " COMMAND" : " [COMMAND]")}{arguments} [OPTIONS]";
    }

    private static string OptionText(Option option)
    {
        string names = string.Join(", ", option.Aliases.Append(option.Name).OrderBy(name => name.Length));
        string indented = names.StartsWith("--", StringComparison.Ordinal) ? $"    {names}" : names;
        return CommandPath.TakesValue(option) ? $"{indented} {option.HelpName}" : indented;
    }
}
