using Clu.Media.Live;

namespace Clu.Media.Tests.Live;

public sealed class MountTableTests
{
    private const string MountInfo = """
        22 1 252:1 / / rw shared:1 - ext4 /dev/vda1 rw
        30 22 0:30 / /mnt rw - ext4 /dev/vdb3 rw
        31 30 0:31 / /mnt/boot rw - vfat /dev/vdb1 rw
        32 22 0:32 / /mnt2 rw - tmpfs tmpfs rw
        33 30 0:33 / /mnt/a\040b rw - tmpfs tmpfs rw

        """;

    [Fact]
    public void What_is_mounted_last_is_unmounted_first() => Assert.Equal(["/mnt/a b", "/mnt/boot", "/mnt"], MountTable.Parse(MountInfo).Below("/mnt"));

    [Fact]
    public void The_kernels_own_table_is_read() => Assert.Contains("/proc", MountTable.Read().Below("/"));
}
