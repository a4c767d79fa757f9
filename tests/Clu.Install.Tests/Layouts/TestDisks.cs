using Clu.Install.Disks;
using Clu.Install.Layouts;

namespace Clu.Install.Tests.Layouts;

internal static class TestDisks
{
    public const long GiB = 1L << 30;

    /// <summary>The same identifiers in every test.</summary>
    public static DiskIdentifiers Ids { get; } = new(new byte[DiskIdentifiers.SeedSize]);

    public static DiskSecret Passphrase { get; } = new() { Passphrase = "geheim"u8.ToArray() };

    public static BlockDevice Virtio(int number = 0, long size = 8 * GiB) => new() { Path = $"/dev/vd{(char)('a' + number)}", Size = size, Transport = "virtio" };

    public static BlockDevice Nvme(int number = 0, long size = 512 * GiB) => new() { Path = $"/dev/nvme{number}n1", Size = size, Transport = "nvme" };
}
