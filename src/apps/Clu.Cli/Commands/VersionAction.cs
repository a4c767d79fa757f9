using System.CommandLine;
using System.CommandLine.Invocation;

namespace Clu.Cli.Commands;

/// <summary>Prints the version.</summary>
internal sealed class VersionAction(Terminal terminal) : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        terminal.Lines.WriteLine(CluVersion.Line);
        return ExitCode.Done;
    }
}
