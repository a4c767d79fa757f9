namespace Clu.Vm.Tests.Machines;

/// <summary>What a command in the guest said; both output streams together.</summary>
public sealed record ShellResult(string Command, int ExitCode, string Output)
{
    /// <summary>Fails the test unless the command ended with 0.</summary>
    public string Succeeded() => ExitCode == 0
        ? Output
        : throw new InvalidOperationException($"`{Command}` ended with {ExitCode} in the guest\n{Output}");
}
