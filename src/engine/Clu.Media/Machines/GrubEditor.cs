namespace Clu.Media.Machines;

/// <summary>GRUB's editor, on the serial line.</summary>
public static class GrubEditor
{
    private const string NextLine = "\x0e";
    private const string EndOfLine = "\x05";
    private const string Boot = "\x18";

    /// <summary>Waits for the menu of a medium, and starts its first entry with more kernel parameters.</summary>
    /// <param name="machine">A machine whose GRUB is about to show the menu.</param>
    /// <param name="parameters">Parted by blanks.</param>
    /// <param name="timeout">Time that the menu may take, and the editor.</param>
    /// <param name="cancellation">Stops the waiting.</param>
    public static async Task StartWithAsync(RunningMachine machine, string parameters, TimeSpan timeout, CancellationToken cancellation)
    {
        await machine.ExpectAsync("Options", timeout, cancellation).ConfigureAwait(false);
        await machine.TypeAsync("e", cancellation).ConfigureAwait(false);
        await machine.ExpectAsync("linux /boot", timeout, cancellation).ConfigureAwait(false);
        // Above the line to edit stand setparams, an empty line and echo.
        await machine.TypeAsync($"{NextLine}{NextLine}{NextLine}{EndOfLine} {parameters}{Boot}", cancellation).ConfigureAwait(false);
    }
}
