namespace Clu.Testing;

/// <summary>What an outside tool said.</summary>
public sealed record ToolResult(string Command, int ExitCode, byte[] OutputBytes, string Error)
{
    public string Output => System.Text.Encoding.UTF8.GetString(OutputBytes);

    /// <summary>Fails the test, with all that the tool said, unless it ended with 0.</summary>
    public ToolResult Succeeded() => ExitCode == 0
        ? this
        : throw new InvalidOperationException($"`{Command}` ended with {ExitCode}\n{Output}\n{Error}");
}
