using Clu.Install.Layouts;
using Clu.Install.Tests.Disks;
using Clu.Testing;

namespace Clu.Install.Tests.Layouts;

/// <summary>The estimate against file systems as their own tools make them, on sparse files.</summary>
public sealed class FileSystemRoomTests : IDisposable
{
    private const long GiB = 1L << 30;

    private readonly TempFolder _folder = new();

    public static TheoryData<long> Sizes => [300L << 20, 512L << 20, GiB, 2 * GiB, 3 * GiB, 4 * GiB, 7 * GiB, 20 * GiB, 60 * GiB, 200 * GiB, 1000 * GiB];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Of_ext4(long size) => Compare(FileSystemType.Ext4, size, "-q", "-F");

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Of_xfs(long size) => Compare(FileSystemType.Xfs, size, "-q", "-f");

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Of_btrfs(long size) => Compare(FileSystemType.Btrfs, size, "-q", "-f");

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Of_f2fs(long size)
    {
        string file = Make(FileSystemType.F2fs, size, "-q", "-f");

        string line = Tool.Run("fsck.f2fs", "--dry-run", "-d", "1", file).Output.Split('\n').First(line => line.StartsWith("user_block_count", StringComparison.Ordinal));

        Check(FileSystemType.F2fs, size, long.Parse(line.Split(':')[1].Trim().TrimEnd(']'), System.Globalization.CultureInfo.InvariantCulture) * 4096);
    }

    private void Compare(FileSystemType type, long size, params string[] arguments)
    {
        string word = FileSystemTypes.Word(type);
        Assert.SkipUnless(LoopDisk.KernelMounts(word), $"this kernel has no {word}");
        string file = Make(type, size, arguments);
        string folder = Directory.CreateDirectory(_folder["mounted"]).FullName;
        ToolResult mounted = Tool.Run("mount", "-o", "loop", file, folder);
        Assert.SkipUnless(mounted.ExitCode == 0, $"mounting needs root: {mounted.Error.Trim()}");
        try
        {
            Check(type, size, new DriveInfo(folder).AvailableFreeSpace);
        }
        finally
        {
            Tool.Run("umount", folder).Succeeded();
        }
    }

    private string Make(FileSystemType type, long size, params string[] arguments)
    {
        string file = _folder["image"];
        using (FileStream sparse = new(file, FileMode.CreateNew))
            sparse.SetLength(size);
        Tool.Run($"mkfs.{FileSystemTypes.Word(type)}", [.. arguments, file]).Succeeded();
        return file;
    }

    /// <summary>A little less than there is: never more, and not by more than a tenth and 128 MiB.</summary>
    private static void Check(FileSystemType type, long size, long real) =>
        Assert.InRange(FileSystemRoom.Of(type, size), real - (real / 10) - (128 << 20), real);
}
