using System.Text;
using CliWrap;
using Clu.Stores;

namespace Clu.Install.Tools;

/// <summary>Runs programs of the live system, one after the other, and keeps what they print.</summary>
/// <param name="log">Gets each command and every line that it prints, for the log of the installation; secrets are no part of either.</param>
public sealed class ToolRunner(Action<string>? log = null)
{
    /// <summary>Runs a program to its end.</summary>
    /// <param name="command">The program. One with <see cref="ToolCommand.InTarget"/> is run as given: its caller has entered the target.</param>
    /// <param name="cancel">Kills it.</param>
    /// <returns>What it printed on standard output.</returns>
    /// <exception cref="Clu.Binary.CluException">CLU0690: there is no such program. CLU0691: it failed.</exception>
    public Task<string> RunAsync(ToolCommand command, CancellationToken cancel) => RunAsync(command, command, cancel);

    /// <summary>The same for a program that another one starts.</summary>
    /// <param name="command">What is run.</param>
    /// <param name="shown">What people are told is run.</param>
    /// <param name="cancel">Kills it.</param>
    internal async Task<string> RunAsync(ToolCommand command, ToolCommand shown, CancellationToken cancel)
    {
        string program = ProgramPath.Find(command.Program) ?? throw InstallErrors.ToolMissing(command.Program);
        StringBuilder output = new();
        StringBuilder all = new();
        log?.Invoke($"$ {ToolText.Of(shown)}");
        void Line(string line)
        {
            lock (all)
                all.Append(line).Append('\n');
            log?.Invoke(line);
        }

        CommandResult result = await CliWrap.Cli.Wrap(program)
            .WithArguments(command.Arguments)
            .WithEnvironmentVariables(variables =>
            {
                variables.Set("LC_ALL", "C");
                foreach ((string name, string value) in command.Environment)
                    variables.Set(name, value);
            })
            .WithStandardInputPipe(command.Input is { } input ? PipeSource.FromBytes(input.Bytes) : PipeSource.Null)
            .WithStandardOutputPipe(PipeTarget.Merge(PipeTarget.ToStringBuilder(output), PipeTarget.ToDelegate(Line)))
            .WithStandardErrorPipe(PipeTarget.ToDelegate(Line))
            .WithValidation(CommandResultValidation.None)
            .ExecuteAsync(cancel)
            .ConfigureAwait(false);
        bool accepted = command.Accepted?.Contains(result.ExitCode) ?? result.ExitCode == 0;
        return accepted ? output.ToString() : throw InstallErrors.ToolFailed(shown, result.ExitCode, all.ToString());
    }
}
