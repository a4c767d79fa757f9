namespace Clu.Testing;

/// <summary>A file as a block device. That needs root and loop devices: elsewhere the test is skipped.</summary>
public sealed class LoopDevice : IDisposable
{
    /// <summary>Attaches a file.</summary>
    public LoopDevice(string file)
    {
        ToolResult result = Tool.Run("losetup", "--find", "--show", file);
        Path = result.ExitCode == 0
            ? result.Output.Trim()
            : throw Xunit.Sdk.SkipException.ForSkip($"a loop device cannot be attached here: {result.Error.Trim()}");
    }

    /// <summary><c>/dev/loop7</c>.</summary>
    public string Path { get; }

    /// <inheritdoc/>
    public void Dispose() => Tool.Run("losetup", "--detach", Path);
}
