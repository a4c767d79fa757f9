namespace Clu.Cli.Completions;

/// <summary>The scripts that shells load; each asks <see cref="Completer"/> through the program itself.</summary>
internal static class CompletionScripts
{
    /// <summary>The shells there is a script for.</summary>
    public static IReadOnlyList<string> Shells { get; } = ["bash", "zsh", "fish"];

    /// <summary>The script of a shell.</summary>
    /// <exception cref="Clu.Binary.CluException">CLU0901: there is none.</exception>
    public static string Of(string shell)
    {
        if (!Shells.Contains(shell))
            throw CliErrors.CommandLine($"there is no script for '{shell}'", $"give one of {string.Join(", ", Shells)}");
        using StreamReader reader = new(typeof(CompletionScripts).Assembly.GetManifestResourceStream($"clu.{shell}")!);
        return reader.ReadToEnd();
    }
}
