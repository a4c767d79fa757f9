using System.CommandLine;
using System.CommandLine.Invocation;

namespace Clu.Cli.Help;

/// <summary>Shows the help page of the command on the line.</summary>
internal sealed class ShowHelpAction(Terminal terminal) : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        HelpPage.Write(parseResult.CommandResult.Command, terminal.Output);
        return ExitCode.Done;
    }
}
