using Spectre.Console;

namespace Clu.Cli;

/// <summary>Where the program writes: results on standard output, progress and errors on standard error.</summary>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error.</param>
/// <param name="IsLive">Standard error is a terminal that can move its cursor.</param>
internal sealed record Terminal(IAnsiConsole Output, IAnsiConsole Error, bool IsLive)
{
    /// <summary>Standard output without wrapping and without colours.</summary>
    public TextWriter Lines => Output.Profile.Out.Writer;

    /// <summary>The streams of this process. Spectre heeds NO_COLOR.</summary>
    public static Terminal OfProcess()
    {
        IAnsiConsole error = On(Console.Error);
        return new Terminal(
            On(Console.Out), error, error.Profile.Out.IsTerminal && error.Profile.Capabilities is { Ansi: true, Interactive: true });
    }

    private static IAnsiConsole On(TextWriter writer) => AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
}
