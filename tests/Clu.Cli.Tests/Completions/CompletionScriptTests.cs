using Clu.Cli.Completions;
using Clu.Testing;

namespace Clu.Cli.Tests.Completions;

public sealed class CompletionScriptTests
{
    private static string Program => Path.Combine(AppContext.BaseDirectory, "clu");

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    public void The_shell_can_read_its_script(string shell)
    {
        using TempFolder folder = new();
        File.WriteAllText(folder["script"], CompletionScripts.Of(shell));

        Tool.Run(shell, "-n", folder["script"]).Succeeded();
    }

    [Theory]
    [InlineData("ru", "run")]
    [InlineData("run --firmware b", "bios")]
    [InlineData("run my", "my image.iso")]
    public void Bash_offers_commands_values_and_files(string line, string expected)
    {
        using TempFolder folder = new();
        File.WriteAllText(folder["my image.iso"], "");
        string script = $"""
            cd '{folder.Path}'
            {CompletionScripts.Of("bash")}
            COMP_WORDS=('{Program}' {line}); COMP_CWORD=$((${"{#"}COMP_WORDS[@]{"}"} - 1))
            _clu
            printf '%s\n' "${"{"}COMPREPLY[@]{"}"}"
            """;

        ToolResult result = Tool.Run("bash", "--norc", "-c", script).Succeeded();

        Assert.Equal(expected, result.Output.TrimEnd());
    }

    [Fact]
    public void Fish_offers_commands_with_their_descriptions()
    {
        using TempFolder folder = new();
        string script = $"set -x PATH '{Path.GetDirectoryName(Program)}' $PATH\n{CompletionScripts.Of("fish")}\ncomplete -C 'clu ru'";
        Dictionary<string, string> home = new() { ["HOME"] = folder.Path };

        ToolResult result = Tool.RunWith("fish", ["--no-config", "-c", script], environment: home).Succeeded();

        Assert.Equal("run\tBoot an image in QEMU", result.Output.TrimEnd());
    }

    [Fact]
    public void Zsh_offers_commands()
    {
        using TempFolder folder = new();
        // Outside of its line editor zsh has no completion widgets: the two that the script calls are stood in for.
        string script = $"""
            compdef() {"{"} : {"}"}
            _describe() {"{"} print -l -- "${"{(@P)2}"}" {"}"}
            _files() {"{"} print files {"}"}
            {CompletionScripts.Of("zsh")}
            words=('{Program}' run --firmware b) CURRENT=4 _clu
            words=('{Program}' ru) CURRENT=2 _clu
            words=('{Program}' run '') CURRENT=3 _clu
            """;

        ToolResult result = Tool.Run("zsh", "-f", "-c", script).Succeeded();

        Assert.Equal("bios:bios\nrun:Boot an image in QEMU\nfiles", result.Output.TrimEnd());
    }
}
