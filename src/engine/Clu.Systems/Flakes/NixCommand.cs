using System.ComponentModel;
using System.Text;
using CliWrap;
using CliWrap.Buffered;
using Clu.Binary;
using Clu.Stores;
using Clu.Systems.Flakes.Logs;

namespace Clu.Systems.Flakes;

/// <summary>The <c>nix</c> of this machine.</summary>
public sealed class NixCommand
{
    /// <summary>How long it may take to end when it is asked to.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    private readonly NixOptions _options;
    private readonly string _program;
    private readonly HashSet<string> _warned = new(StringComparer.Ordinal);

    private NixCommand(NixOptions options, string program, NixRelease release)
    {
        _options = options;
        _program = program;
        Release = release;
    }

    /// <summary>Whose it is, and which version.</summary>
    public NixRelease Release { get; }

    /// <summary>Told of each step.</summary>
    internal IProgress<Clu.Stores.Progress.ProgressEvent>? Progress => _options.Progress;

    /// <summary>Finds it.</summary>
    /// <exception cref="CluException">CLU0700: there is none. CLU0701: it is too old. CLU0710: it is something else.</exception>
    public static async Task<NixCommand> FindAsync(NixOptions options, CancellationToken cancel)
    {
        string program = options.Program ?? ProgramPath.Find("nix") ?? Elsewhere().FirstOrDefault(File.Exists) ?? throw FlakeErrors.NoNix();
        BufferedCommandResult said;
        try
        {
            said = await CliWrap.Cli.Wrap(program).WithArguments("--version").WithEnvironmentVariables(options.Environment)
                .WithValidation(CommandResultValidation.None).ExecuteBufferedAsync(Encoding.UTF8, cancel).ConfigureAwait(false);
        }
        catch (Win32Exception)
        {
            throw FlakeErrors.NoNix();
        }

        NixRelease release = NixRelease.Parse(said.StandardOutput);
        return release.HasFlakes ? new NixCommand(options, program, release) : throw FlakeErrors.TooOld(release);
    }

    /// <summary>Runs a command of it to its end.</summary>
    /// <param name="step">The step that its log is reported as.</param>
    /// <param name="command">Its words: <c>eval</c>, <c>flake archive</c>.</param>
    /// <param name="arguments">What follows.</param>
    /// <param name="cancel">Ends it: it is asked first, so that what it builds ends too.</param>
    internal async Task<NixRun> RunAsync(string step, IReadOnlyList<string> command, IEnumerable<string> arguments, CancellationToken cancel)
    {
        NixLog log = new(step, _options.Progress, _warned);
        StringBuilder output = new();
        using CancellationTokenSource forced = new();
        using CancellationTokenRegistration late = cancel.Register(() => forced.CancelAfter(_patience));
        string[] always = ["--extra-experimental-features", "nix-command flakes", "--log-format", "internal-json", "--json"];
        string[] chosen = [.. _options.Store is { } store ? new[] { "--store", store } : [], .. _options.Offline ? new[] { "--offline" } : []];
        CommandResult result = await CliWrap.Cli.Wrap(_program)
            .WithArguments([.. command, .. always, .. chosen, .. arguments])
            .WithEnvironmentVariables(_options.Environment)
            .WithValidation(CommandResultValidation.None)
            .WithStandardOutputPipe(PipeTarget.ToStringBuilder(output, Encoding.UTF8))
            .WithStandardErrorPipe(PipeTarget.ToDelegate(log.Take, Encoding.UTF8))
            .ExecuteAsync(forced.Token, cancel).ConfigureAwait(false);
        return new NixRun(result.ExitCode == 0, output.ToString(), log.Error, log.Built, log.Fetched);
    }

    /// <summary>Where it is where <c>PATH</c> does not say so, as under sudo.</summary>
    private static IEnumerable<string> Elsewhere()
    {
        yield return "/run/current-system/sw/bin/nix";
        yield return "/nix/var/nix/profiles/default/bin/nix";
        yield return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nix-profile/bin/nix");
    }
}
