using System.CommandLine;
using Clu.Cli.Commands;
using Clu.Cli.Completions;
using Clu.Cli.Errors;
using Clu.Cli.Help;

namespace Clu.Cli;

/// <summary>Runs one command line from its words to its exit code.</summary>
internal static class CluProgram
{
    /// <summary>Runs a command.</summary>
    /// <param name="args">The words after the program's name.</param>
    /// <param name="terminal">Where to write.</param>
    /// <param name="cancellation">Ends the work; the exit code is then <see cref="ExitCode.Interrupted"/>.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] args, Terminal terminal, CancellationToken cancellation = default)
    {
        RootCommand root = CluCommands.Create(terminal);
        if (args is [Completer.Word, .. string[] words])
            return Complete(root, words, terminal);

        ParseResult parsed = root.Parse(args);
        ErrorRenderer errors = new(terminal, args.Contains(CluCommand.JsonName), args.Contains(CluCommand.VerboseName));
        if (parsed.Action is not (ShowHelpAction or VersionAction))
        {
            if (parsed.CommandResult.Command is { Action: null } group && parsed.UnmatchedTokens.Count == 0)
            {
                HelpPage.Write(group, terminal.Error);
                return ExitCode.Usage;
            }

            if (parsed.Errors.Count > 0)
                return errors.Render(CommandLineMistake.Of(parsed));
        }

        try
        {
            return await parsed.InvokeAsync(s_invocation, cancellation).ConfigureAwait(false);
        }
        catch (Exception) when (cancellation.IsCancellationRequested)
        {
            // Programs that clu started get the signal too, and may have failed of it first.
            return errors.Render(CliErrors.Interrupted((parsed.CommandResult.Command as CluCommand)?.WhenInterrupted), ExitCode.Interrupted);
        }
        catch (Exception e)
        {
            return errors.Render(CliErrors.From(e));
        }
    }

    // Signals and errors are handled here, so that every command ends the same way.
    private static readonly InvocationConfiguration s_invocation = new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };

    private static int Complete(RootCommand root, string[] words, Terminal terminal)
    {
        foreach (string line in Completer.Complete(root, words))
            terminal.Lines.WriteLine(line);
        return ExitCode.Done;
    }
}
