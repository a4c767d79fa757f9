using System.Globalization;
using System.Text.RegularExpressions;

namespace Clu.Vm.Tests.Machines;

/// <summary>Runs commands at the prompt of the autologin on the serial line.</summary>
public sealed class Shell(VirtualMachine machine)
{
    private const int LoginAttempts = 4;

    private static readonly TimeSpan _lineIsSetUp = TimeSpan.FromSeconds(1);

    private int _number;

    /// <summary>Waits for the prompt of <c>nixos</c>; an installer that is about to start is told not to.</summary>
    public async Task LogInAsync(TimeSpan timeout, CancellationToken cancellation)
    {
        Match seen = await machine.ExpectAsync(@"Press Enter to install|nixos@[^\n]{0,40}[$#] ?$", timeout, cancellation);
        if (seen.Value.StartsWith("Press", StringComparison.Ordinal))
        {
            // Any other key than Enter.
            await machine.TypeAsync("x", cancellation);
            await machine.ExpectAsync(@"nixos@[^\n]{0,40}[$#] ?$", timeout, cancellation);
        }

        await QuietAsync(timeout, cancellation);
    }

    /// <summary>Logs in with a password where nobody is logged in by itself.</summary>
    public async Task LogInAsync(string user, string password, TimeSpan timeout, CancellationToken cancellation)
    {
        const string Login = @"login: ?$";
        await machine.ExpectAsync(Login, timeout, cancellation);
        // What is typed while getty or login sets the line up is thrown away; then they ask again after a minute.
        for (int attempt = 0; attempt < LoginAttempts; attempt++)
        {
            await Task.Delay(_lineIsSetUp, cancellation);
            await machine.TypeAsync($"{user}\n", cancellation);
            if ((await machine.ExpectAsync($"Password: ?|{Login}", timeout, cancellation)).Value.StartsWith("login", StringComparison.Ordinal))
                continue;
            await Task.Delay(_lineIsSetUp, cancellation);
            await machine.TypeAsync($"{password}\n", cancellation);
            if (!(await machine.ExpectAsync($@"{user}@[^\n]{{0,80}}[$#] ?$|{Login}", timeout, cancellation)).Value.StartsWith("login", StringComparison.Ordinal))
                break;
        }

        await QuietAsync(timeout, cancellation);
    }

    private Task<ShellResult> QuietAsync(TimeSpan timeout, CancellationToken cancellation) =>
        RunAsync("stty -echo cols 200; PS1=; unset PROMPT_COMMAND", timeout, cancellation);

    /// <summary>Runs one command line to its end.</summary>
    /// <param name="command">One line.</param>
    /// <param name="timeout">Time that it may take.</param>
    /// <param name="cancellation">Stops the waiting.</param>
    public async Task<ShellResult> RunAsync(string command, TimeSpan timeout, CancellationToken cancellation)
    {
        int number = ++_number;
        // The quotes keep the echo of the command from looking like its markers.
        await machine.TypeAsync($"echo '<''begin {number}>'; {{ {command}; }} 2>&1; echo '<''end {number} '$?'>'\n", cancellation);
        Match match = await machine.ExpectAsync($@"<begin {number}>\n(?<output>(?s:.*?))<end {number} (?<code>\d+)>", timeout, cancellation);
        return new ShellResult(
            command, int.Parse(match.Groups["code"].Value, CultureInfo.InvariantCulture), match.Groups["output"].Value.TrimEnd());
    }
}
