using System.Text.RegularExpressions;
using Clu.Media.Machines;
using Clu.Nix.StorePaths;

namespace Clu.Install.Trials;

/// <summary>One trial: installs by the medium's boot menu as somebody with a stick of answers does, then starts the disks and asks the system what it is.</summary>
/// <param name="trial">The trial.</param>
/// <param name="hardware">Its machine.</param>
/// <param name="request">How long things may take.</param>
/// <param name="said">Told what the machine says last, now and then.</param>
internal sealed partial class TrialRun(BootTrial trial, TrialMachine hardware, BootTrialRequest request, Action<string> said)
{
    private const string Parameters = $"console=ttyS0 clu.answers={TrialMachine.StickLabel}";
    private const string Trouble = "Kernel panic[^\n]*|You are in emergency mode|[Ee]mergency shell|No bootable option[^\n]*|No bootable device[^\n]*";
    private const string FailedUnits = "systemctl --failed --plain --no-legend | cut -d ' ' -f 1 | paste -sd ' '";
    private const string Profile = "readlink -f /nix/var/nix/profiles/system";
    private const int MostPassphrases = 16;
    private const int LongestLine = 120;

    private static readonly TimeSpan _interval = TimeSpan.FromSeconds(2);

    /// <summary>All that the machine has said, each start after the other.</summary>
    public string Log { get; private set; } = "";

    /// <summary>Installs, until the machine has switched itself off.</summary>
    /// <exception cref="TrialFailure">It did not.</exception>
    public async Task InstallAsync(CancellationToken cancel)
    {
        await using RunningMachine machine = await hardware.StartMediumAsync(request.Image, cancel).ConfigureAwait(false);
        await WatchAsync(machine, "was not installed", async () =>
        {
            await GrubEditor.StartWithAsync(machine, Parameters, request.Timeout, cancel).ConfigureAwait(false);
            Match end = await machine.ExpectAsync($@"^Installed\.|installation has failed with \d+|{Trouble}", request.Timeout, cancel).ConfigureAwait(false);
            if (!end.Value.StartsWith("Installed", StringComparison.Ordinal))
                throw new TrialFailure($"was not installed: {LastError(machine.Transcript) ?? end.Value}");
            await machine.ExpectEndAsync(request.Timeout, cancel).ConfigureAwait(false);
        }).ConfigureAwait(false);
    }

    /// <summary>Starts the installed system, asks it, and gives root what there is to do. A generation that this makes is started, too.</summary>
    /// <returns>What is strange: units that failed; null for nothing.</returns>
    /// <exception cref="TrialFailure">It does not start, is not what was installed, or cannot do what root was given.</exception>
    public async Task<string?> StartAsync(CancellationToken cancel)
    {
        string toplevel = StoreDirectory.Default.Print(trial.Host.Toplevel), next = toplevel;
        string? strange = await StartAsync("was installed", toplevel, WorkAsync, cancel).ConfigureAwait(false);
        return next == toplevel ? strange : await StartAsync("made another generation", next, _ => Task.CompletedTask, cancel).ConfigureAwait(false) ?? strange;

        async Task WorkAsync(MachineShell shell)
        {
            await ExpectAsync(shell, "cat /proc/sys/kernel/hostname", TrialAnswers.NameOf(trial).Text, "is called", cancel).ConfigureAwait(false);
            await ExpectAsync(shell, "ls /sys/class/net", "lo", "has the network interfaces", cancel).ConfigureAwait(false);
            foreach (string command in request.Commands)
                await RunAsync(shell, command, cancel).ConfigureAwait(false);
            next = await AskAsync(shell, Profile, cancel).ConfigureAwait(false);
        }
    }

    private async Task<string?> StartAsync(string what, string toplevel, Func<MachineShell, Task> work, CancellationToken cancel)
    {
        string? strange = null;
        await using RunningMachine machine = await hardware.StartDisksAsync(cancel).ConfigureAwait(false);
        await WatchAsync(machine, $"{what} and did not come to its login", async () =>
        {
            await OpenDisksAsync(machine, what, cancel).ConfigureAwait(false);
            MachineShell shell = new(machine);
            await shell.LogInAsync("root", TrialAnswers.Password, request.Timeout, cancel).ConfigureAwait(false);
            await ExpectAsync(shell, "readlink -f /run/current-system", toplevel, "runs", cancel).ConfigureAwait(false);
            await ExpectAsync(shell, Profile, toplevel, "has as its profile", cancel).ConfigureAwait(false);
            string state = await AskAsync(shell, "systemctl is-system-running --wait", cancel).ConfigureAwait(false);
            if (state != "running")
                strange = $"is {state}: {await AskAsync(shell, FailedUnits, cancel).ConfigureAwait(false)}";
            await work(shell).ConfigureAwait(false);
            await machine.TypeAsync("systemctl poweroff\n", cancel).ConfigureAwait(false);
            await machine.ExpectEndAsync(request.Timeout, cancel).ConfigureAwait(false);
        }).ConfigureAwait(false);
        return strange;
    }

    /// <summary>Answers each question for a passphrase until somebody asks who logs in.</summary>
    private async Task OpenDisksAsync(RunningMachine machine, string what, CancellationToken cancel)
    {
        for (int asked = 0; ; asked++)
        {
            Match seen = await machine.ExpectAsync($@"[Pp]assphrase[^\n]*$|(?=login: ?$)|{Trouble}", request.Timeout, cancel).ConfigureAwait(false);
            if (seen.Length == 0)
                return;
            if (!seen.Value.Contains("assphrase", StringComparison.Ordinal))
                throw new TrialFailure($"{what} and does not start: {seen.Value.Trim()}");
            if (asked == MostPassphrases || !trial.Layout.IsEncrypted)
                throw new TrialFailure($"{what} and asks for a passphrase again and again");
            await machine.TypeAsync($"{TrialAnswers.Passphrase}\n", cancel).ConfigureAwait(false);
        }
    }

    private async Task ExpectAsync(MachineShell shell, string command, string expected, string verb, CancellationToken cancel)
    {
        string output = await AskAsync(shell, command, cancel).ConfigureAwait(false);
        if (output != expected)
            throw new TrialFailure($"{verb} '{output}' instead of '{expected}'");
    }

    private async Task RunAsync(MachineShell shell, string command, CancellationToken cancel)
    {
        ShellResult result = await shell.RunAsync($"({command})", request.Timeout, cancel).ConfigureAwait(false);
        if (result.ExitCode != 0)
        {
            string shown = command.Length > LongestLine ? $"{command[..LongestLine]}…" : command;
            throw new TrialFailure($"ended `{shown}` with {result.ExitCode}: '{LastLine(result.Output)}'");
        }
    }

    private async Task<string> AskAsync(MachineShell shell, string command, CancellationToken cancel) =>
        (await shell.RunAsync(command, request.Timeout, cancel).ConfigureAwait(false)).Output.Trim();

    private async Task WatchAsync(RunningMachine machine, string failure, Func<Task> work)
    {
        using CancellationTokenSource ended = new();
        Task telling = TellAsync(machine, ended.Token);
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (MachineException e)
        {
            throw new TrialFailure($"{failure}: {e.Reason}; it said last '{LastLine(machine.Transcript)}'");
        }
        finally
        {
            await ended.CancelAsync().ConfigureAwait(false);
            await telling.ConfigureAwait(false);
            Log += $"{machine.Command}\n{machine.Transcript}\n";
        }
    }

    private async Task TellAsync(RunningMachine machine, CancellationToken ended)
    {
        using PeriodicTimer timer = new(_interval);
        try
        {
            while (await timer.WaitForNextTickAsync(ended).ConfigureAwait(false))
                said(LastLine(machine.Transcript));
        }
        catch (OperationCanceledException)
        {
            // There is nothing more to tell.
        }
    }

    /// <summary>The last line with something on it. A boot menu paints its whole screen on one.</summary>
    private static string LastLine(string transcript)
    {
        string line = transcript.Split('\n').LastOrDefault(line => !string.IsNullOrWhiteSpace(line)) ?? "";
        string words = string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        return words.Length > LongestLine ? words[^LongestLine..] : words;
    }

    /// <summary>The last error that the installer has said, on one line; the console has broken it at its edge.</summary>
    private static string? LastError(string transcript) =>
        ErrorText().Matches(transcript).LastOrDefault() is { } match ? string.Join(' ', match.Groups["text"].Value.Split('\n').Select(line => line.Trim())) : null;

    [GeneratedRegex(@"\berror CLU\d+: (?<text>[^\n]+(\n(?!untouched:|hint:)[^\n]+)*)", RegexOptions.CultureInvariant)]
    private static partial Regex ErrorText();
}
