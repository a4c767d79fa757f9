using Clu.Install.Execution;
using Clu.Install.Layouts;
using Clu.Install.Plans;

namespace Clu.Install.Tests.Execution;

public sealed class InstallStepsTests
{
    private static readonly DiskPlan _disks = new()
    {
        Steps = [],
        Mounts =
        [
            new TargetMount("UUID=aa-1", "/", "ext4", [], 1), new TargetMount("UUID=BB-2", "/boot", "vfat", ["umask=0077", "nofail"], 2),
            new TargetMount("UUID=cc-3", "/home", "btrfs", ["subvol=@home"], 0), new TargetMount("UUID=cc-3", "/var/log", "btrfs", ["subvol=@log"], 0),
        ],
        KernelParameters = [],
        StoreRoom = 0,
    };

    [Fact]
    public void File_systems_are_mounted_with_what_mount_understands() => Assert.Equal(
        [
            "mount -t ext4 UUID=aa-1 /mnt", "mount -t vfat -o umask=0077 UUID=BB-2 /mnt/boot", "mount -t btrfs -o subvol=@home UUID=cc-3 /mnt/home",
            "mount -t btrfs -o subvol=@log UUID=cc-3 /mnt/var/log",
        ],
        InstallSteps.Mount(_disks).Actions.Select(action => ActionText.Of(action)));

    [Fact]
    public void After_a_power_loss_they_are_repaired_before_they_are_mounted_again() => Assert.Equal(
        ["e2fsck -p /dev/disk/by-uuid/aa-1", "fsck.vfat -a /dev/disk/by-uuid/BB-2"],
        InstallSteps.Mount(_disks).WhenDone.OfType<InstallAction.Run>().Select(action => ActionText.Of(action)));
}
