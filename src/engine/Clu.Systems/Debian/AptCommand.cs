using System.ComponentModel;
using System.Text;
using CliWrap;
using Clu.Binary;
using Clu.Stores;

namespace Clu.Systems.Debian;

/// <summary>Runs the tools of apt in English and sorts their complaints.</summary>
/// <param name="environment">Variables for apt, over those of this process.</param>
/// <param name="cacheFolder">Where apt writes, for errors.</param>
internal sealed class AptCommand(IReadOnlyDictionary<string, string?> environment, string cacheFolder)
{
    /// <summary>Runs a tool to its end.</summary>
    /// <returns>What it printed.</returns>
    /// <exception cref="CluException">It cannot be run, or failed.</exception>
    public async Task<string> RunAsync(
        string tool, IReadOnlyCollection<string> arguments, Action<string>? line = null, CancellationToken cancel = default)
    {
        StringBuilder output = new();
        StringBuilder errors = new();
        PipeTarget collected = PipeTarget.ToStringBuilder(output);
        Command command = Cli.Wrap(PathOf(tool))
            .WithArguments(arguments)
            .WithEnvironmentVariables(environment)
            .WithValidation(CommandResultValidation.None)
            .WithStandardOutputPipe(line is null ? collected : PipeTarget.Merge(collected, PipeTarget.ToDelegate(line)))
            .WithStandardErrorPipe(PipeTarget.ToStringBuilder(errors));
        CommandResult result;
        try
        {
            result = await command.ExecuteAsync(cancel).ConfigureAwait(false);
        }
        catch (Win32Exception e)
        {
            throw DebianErrors.MissingTool(tool, e);
        }

        return result.ExitCode == 0 ? output.ToString() : throw Failure(tool, output.ToString(), errors.ToString());
    }

    /// <summary>Runs a tool to its end with its output in a file.</summary>
    /// <exception cref="CluException">It cannot be run, or failed.</exception>
    public async Task ToFileAsync(string tool, IReadOnlyCollection<string> arguments, string file, CancellationToken cancel)
    {
        StringBuilder errors = new();
        try
        {
            CommandResult result = await Cli.Wrap(PathOf(tool))
                .WithArguments(arguments)
                .WithEnvironmentVariables(environment)
                .WithValidation(CommandResultValidation.None)
                .WithStandardOutputPipe(PipeTarget.ToFile(file))
                .WithStandardErrorPipe(PipeTarget.ToStringBuilder(errors))
                .ExecuteAsync(cancel).ConfigureAwait(false);
            if (result.ExitCode != 0)
                throw Failure(tool, "", errors.ToString());
        }
        catch (Win32Exception e)
        {
            throw DebianErrors.MissingTool(tool, e);
        }
        catch (IOException e)
        {
            throw DebianErrors.Cache(cacheFolder, e);
        }
    }

    private static string PathOf(string tool) => ProgramPath.Find(tool) ?? throw DebianErrors.MissingTool(tool);

    private CluException Failure(string tool, string output, string errors)
    {
        string[] complaints = [.. errors.Split('\n').Where(line => line.StartsWith("E: ", StringComparison.Ordinal)
            || line.StartsWith("W: Failed", StringComparison.Ordinal) || line.StartsWith("Err:", StringComparison.Ordinal))];
        string first = (complaints.FirstOrDefault() ?? errors.Split('\n')[0]).Trim();
        string detail = first.StartsWith("E: ", StringComparison.Ordinal) || first.StartsWith("W: ", StringComparison.Ordinal) ? first[3..] : first;
        string all = errors + output;
        return true switch
        {
            _ when Says("No space left", "enough free space") => DebianErrors.NoSpace(cacheFolder, detail),
            _ when Says("Hash Sum mismatch", "unexpected size", "Hashes of") => DebianErrors.WrongDownload(detail),
            _ when Says("NO_PUBKEY", "is not signed", "EXPKEYSIG", "BADSIG") => DebianErrors.Untrusted(detail),
            _ when Says("404 ", "403 ", "does not have a Release file") => DebianErrors.MirrorMisses(detail),
            _ when Says("timed out", "Could not connect", "Could not resolve", "Temporary failure", "Connection failed", "Failed to fetch", "Unable to connect")
                => DebianErrors.MirrorSilent(detail),
            _ => DebianErrors.AptFailed(tool, detail),
        };

        bool Says(params ReadOnlySpan<string> phrases)
        {
            foreach (string phrase in phrases)
            {
                if (all.Contains(phrase, StringComparison.Ordinal))
                    return true;
            }

            return false;
        }
    }
}
