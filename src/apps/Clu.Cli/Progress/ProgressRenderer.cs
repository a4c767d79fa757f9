namespace Clu.Cli.Progress;

/// <summary>Chooses how progress is shown.</summary>
internal static class ProgressRenderer
{
    /// <summary>JSON where a program reads, bars on a terminal, lines anywhere else; nothing but warnings when it shall be quiet.</summary>
    public static IProgressRenderer Create(Terminal terminal, bool json, bool quiet, TimeProvider clock)
    {
        if (json)
            return new JsonProgress(terminal.Lines, clock);
        return terminal.IsLive && !quiet ? new LiveProgress(terminal.Error, clock) : new LineProgress(terminal.Error.Profile.Out.Writer, quiet, clock);
    }
}
