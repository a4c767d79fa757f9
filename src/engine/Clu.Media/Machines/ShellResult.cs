namespace Clu.Media.Machines;

/// <summary>What a command in the guest said; both output streams together.</summary>
public sealed record ShellResult(string Command, int ExitCode, string Output)
{
    /// <summary>Its output, if it ended with 0.</summary>
    /// <exception cref="InvalidOperationException">It did not.</exception>
    public string Succeeded() => ExitCode == 0
        ? Output
        : throw new InvalidOperationException($"`{Command}` ended with {ExitCode} in the guest\n{Output}");
}
