using System.Globalization;
using System.Text.RegularExpressions;

namespace Clu.Media.Machines;

/// <summary>Runs commands at a shell's prompt on the serial line.</summary>
/// <param name="machine">The machine.</param>
public sealed class MachineShell(RunningMachine machine)
{
    private const int LoginAttempts = 4;

    private static readonly TimeSpan _lineIsSetUp = TimeSpan.FromSeconds(1);

    private int _number;

    /// <summary>The machine.</summary>
    public RunningMachine Machine => machine;

    /// <summary>Logs in with a password where nobody is logged in by itself.</summary>
    /// <param name="user">Who.</param>
    /// <param name="password">The password.</param>
    /// <param name="timeout">Time that each question may take.</param>
    /// <param name="cancellation">Stops the waiting.</param>
    /// <exception cref="MachineException">Nobody asks, or the password does not let in.</exception>
    public async Task LogInAsync(string user, string password, TimeSpan timeout, CancellationToken cancellation)
    {
        const string Login = @"login: ?$";
        await machine.ExpectAsync(Login, timeout, cancellation).ConfigureAwait(false);
        // What is typed while getty or login sets the line up is thrown away; then they ask again after a minute.
        for (int attempt = 0; attempt < LoginAttempts; attempt++)
        {
            await Task.Delay(_lineIsSetUp, cancellation).ConfigureAwait(false);
            await machine.TypeAsync($"{user}\n", cancellation).ConfigureAwait(false);
            if ((await machine.ExpectAsync($"Password: ?|{Login}", timeout, cancellation).ConfigureAwait(false)).Value.StartsWith("login", StringComparison.Ordinal))
                continue;
            await Task.Delay(_lineIsSetUp, cancellation).ConfigureAwait(false);
            await machine.TypeAsync($"{password}\n", cancellation).ConfigureAwait(false);
            if (!(await machine.ExpectAsync($@"{user}@[^\n]{{0,80}}[$#] ?$|{Login}", timeout, cancellation).ConfigureAwait(false)).Value.StartsWith("login", StringComparison.Ordinal))
            {
                await QuietAsync(timeout, cancellation).ConfigureAwait(false);
                return;
            }
        }

        throw new MachineException($"'{user}' was refused {LoginAttempts} times", "nobody could log in", machine);
    }

    /// <summary>Makes a prompt quiet: no echo, no text of its own.</summary>
    public Task<ShellResult> QuietAsync(TimeSpan timeout, CancellationToken cancellation) =>
        RunAsync("stty -echo cols 200; PS1=; unset PROMPT_COMMAND", timeout, cancellation);

    /// <summary>Runs one command line to its end.</summary>
    /// <param name="command">One line.</param>
    /// <param name="timeout">Time that it may take.</param>
    /// <param name="cancellation">Stops the waiting.</param>
    public async Task<ShellResult> RunAsync(string command, TimeSpan timeout, CancellationToken cancellation)
    {
        int number = ++_number;
        // The quotes keep the echo of the command from looking like its markers.
        await machine.TypeAsync($"echo '<''begin {number}>'; {{ {command}; }} 2>&1; echo '<''end {number} '$?'>'\n", cancellation).ConfigureAwait(false);
        Match match = await machine.ExpectAsync($@"<begin {number}>\n(?<output>(?s:.*?))<end {number} (?<code>\d+)>", timeout, cancellation)
            .ConfigureAwait(false);
        return new ShellResult(
            command, int.Parse(match.Groups["code"].Value, CultureInfo.InvariantCulture), match.Groups["output"].Value.TrimEnd());
    }
}
