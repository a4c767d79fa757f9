using Clu.Binary;
using Clu.Compression;
using Clu.Images.SquashFs;
using Clu.Images.Tests.Golden;

namespace Clu.Images.Tests.SquashFs;

/// <summary>Images of mksquashfs and gensquashfs; <c>Golden/make</c> has the commands.</summary>
public class SquashFsGoldenTests
{
    public static TheoryData<string, CodecKind, int> Images => new()
    {
        { "gzip-4k.squashfs", CodecKind.Gzip, 4096 },
        { "gzip-raw.squashfs", CodecKind.Gzip, 8192 },
        { "xz-16k-always-fragments.squashfs", CodecKind.Xz, 16384 },
        { "xz-x86.squashfs", CodecKind.Xz, 131072 },
        { "zstd-4k-no-fragments.squashfs", CodecKind.Zstd, 4096 },
        { "zstd-1m.squashfs", CodecKind.Zstd, 1 << 20 },
        { "ng.squashfs", CodecKind.Zstd, 4096 },
    };

    [Theory]
    [MemberData(nameof(Images))]
    public void Images_of_other_tools_are_read(string name, CodecKind codec, int blockSize)
    {
        using SquashFsReader reader = SquashFsReader.Open(new MemoryStream(GoldenTree.Image(name)));
        Assert.Equal((codec, blockSize), (reader.Codec, reader.BlockSize.Bytes));
        Samples.Equal(GoldenTree.Make(), reader.Root);
        Assert.Equal((GoldenTree.Time, 0u, 0u), (reader.Root.Find(FileName.From("noise"))!.ModificationTime, reader.Root.Uid, reader.Root.Gid));
        SquashFsContents contents = reader.Verify();
        Assert.Equal((7, 307, 1, 0), (contents.Directories, contents.Files, contents.Symlinks, contents.Others));
        Assert.Equal(315u, reader.InodeCount);
    }

    [Fact]
    public void Devices_and_pipes_are_told()
    {
        using SquashFsReader reader = SquashFsReader.Open(new MemoryStream(GoldenTree.Image("special.squashfs")));
        SquashFsSpecial zero = Special("null");
        SquashFsSpecial disk = Special("disk");
        Assert.Equal((0x103u, (ushort)0x1B6), (zero.Device, zero.Mode.Bits));
        Assert.Equal((0x800u, (ushort)0x1B0), (disk.Device, disk.Mode.Bits));
        Assert.Equal(0u, Special("pipe").Device);
        Assert.Equal(3, reader.Verify().Others);

        SquashFsSpecial Special(string name) => Assert.IsType<SquashFsSpecial>(reader.Root.Find(FileName.From(name)));
    }
}
