using System.CommandLine;
using Clu.Cli.Completions;
using Clu.Cli.Help;

namespace Clu.Cli.Commands;

/// <summary><c>clu completion</c>.</summary>
internal static class CompletionCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> shell = new("SHELL") { Description = "bash, zsh or fish" };
        shell.CompletionSources.Add([.. CompletionScripts.Shells]);
        CluCommand command = new("completion", "Print the script that completes clu in a shell")
        {
            Examples =
            [
                new HelpExample("source <(clu completion bash)", "in ~/.bashrc"),
                new HelpExample("source <(clu completion zsh)", "in ~/.zshrc, after compinit"),
                new HelpExample("clu completion fish | source", "in ~/.config/fish/config.fish"),
            ],
        };
        command.Add(shell);
        command.SetAction(parsed =>
        {
            terminal.Lines.Write(CompletionScripts.Of(parsed.GetRequiredValue(shell)));
            return ExitCode.Done;
        });
        return command;
    }
}
