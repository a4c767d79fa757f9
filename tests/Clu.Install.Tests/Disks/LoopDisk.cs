using Clu.Install.Disks;
using Clu.Install.Tools;
using Clu.Testing;

namespace Clu.Install.Tests.Disks;

/// <summary>A disk made of a sparse file, gone after the test. Needs root and loop devices: elsewhere the test is skipped.</summary>
public sealed class LoopDisk : IDisposable
{
    /// <summary>Classes whose tests look at the loop devices of the machine run one after the other.</summary>
    public const string Collection = "loop devices";

    /// <param name="file">A file that is not there yet.</param>
    /// <param name="size">Bytes.</param>
    public LoopDisk(string file, long size)
    {
        using (FileStream sparse = new(file, FileMode.CreateNew))
            sparse.SetLength(size);
        ToolResult result = Tool.Run("losetup", "--find", "--show", "--partscan", file);
        Path = result.ExitCode == 0 ? result.Output.Trim() : throw Xunit.Sdk.SkipException.ForSkip($"loop devices need root: {result.Error.Trim()}");
    }

    public string Path { get; }

    /// <summary>As the survey sees it now.</summary>
    public async Task<BlockDevice> SurveyAsync() => Assert.Single(
        await DiskSurvey.ReadAsync(new ToolRunner(), TestContext.Current.CancellationToken, new DiskSurveyOptions { IncludeLoops = true }),
        disk => disk.Path == Path);

    /// <summary>Whether this kernel can mount file systems of a type.</summary>
    public static bool KernelMounts(string type) => File.ReadLines("/proc/filesystems").Any(line => line.Split('\t')[^1] == type);

    public void Dispose()
    {
        // The mark stays with the device, whatever file is behind it next.
        Tool.Run("blockdev", "--setrw", Path);
        Tool.Run("losetup", "--detach", Path);
    }
}
