namespace Clu.Testing;

/// <summary>A folder that is full soon, or cannot be written. Mounting needs root: elsewhere the test is skipped.</summary>
public sealed class Mount : IDisposable
{
    private readonly string _folder;

    private Mount(string folder, params string[] arguments)
    {
        _folder = Directory.CreateDirectory(folder).FullName;
        ToolResult result = Tool.Run("mount", [.. arguments, _folder]);
        if (result.ExitCode != 0)
            throw Xunit.Sdk.SkipException.ForSkip($"mounting needs root: {result.Error.Trim()}");
    }

    /// <summary>An empty file system with so much room.</summary>
    /// <param name="folder">Where; made when missing.</param>
    /// <param name="size">As mount(8) has it, <c>40k</c> or <c>12m</c>.</param>
    public static Mount Small(string folder, string size) => new(folder, "-t", "tmpfs", "-o", $"size={size}", "tmpfs");

    /// <summary>The file system in an image.</summary>
    /// <param name="folder">Where; made when missing.</param>
    /// <param name="image">A file, or a device.</param>
    public static Mount Image(string folder, string image) => new(folder, "-o", "loop", image);

    /// <summary>Lets nobody write into a folder, root neither.</summary>
    public static Mount ReadOnly(string folder)
    {
        Mount mount = new(folder, "--bind", folder);
        Tool.Run("mount", "-o", "remount,bind,ro", folder).Succeeded();
        return mount;
    }

    /// <summary>Gives a small file system more room.</summary>
    public void Grow(string size) => Tool.Run("mount", "-o", $"remount,size={size}", _folder).Succeeded();

    /// <summary>
    /// Lets go of the folder. A program that a test beside this one just starts holds, until it is running, whatever was open in this
    /// process: "busy" is asked again for some seconds, and only a file that stays open is a failure.
    /// </summary>
    public void Dispose()
    {
        for (int attempt = 0; attempt < 50; attempt++)
        {
            if (Tool.Run("umount", _folder).ExitCode == 0)
                return;
            Thread.Sleep(100);
        }

        Tool.Run("umount", _folder).Succeeded();
    }
}
