using Clu.Binary;
using Clu.Images.Gpt;
using Clu.Images.Mbr;

namespace Clu.Images.Iso9660.Writing;

/// <summary>
/// What the image is as a disk of 512-byte sectors. With UEFI: a protective MBR with an active dummy entry for firmware that asks for one, and a
/// GPT of two partitions, the ISO file system behind the system area and the EFI system partition behind that. With BIOS alone: one active partition.
/// </summary>
internal sealed class DiskLayout
{
    private const long Mebibyte = 1 << 20;
    private const uint FirstIsoSector = Iso9660Limits.SystemAreaSectors * Iso9660Limits.DiskSectorsPerSector;

    private readonly Iso9660Options _options;
    private readonly MediumIds _ids;
    private readonly long _volumeLength;

    public DiskLayout(Iso9660Options options, long volumeLength)
    {
        _options = options;
        _ids = new MediumIds(options.Seed);
        _volumeLength = volumeLength;
        EfiLength = options.Efi?.FatImage.Length ?? 0;
        EfiStart = Alignment.Up(volumeLength, Mebibyte);
        Length = options.Efi is null ? volumeLength : Alignment.Up(EfiStart + EfiLength + TableLength, Mebibyte);
        if (Length / Iso9660Limits.SectorSize > uint.MaxValue)
            throw ImageErrors.IsoTooLarge(Length / Iso9660Limits.SectorSize);
    }

    /// <summary>Bytes of the image.</summary>
    public long Length { get; }

    /// <summary>Where the EFI system partition starts, in bytes.</summary>
    public long EfiStart { get; }

    public long EfiLength { get; }

    public uint EfiSector => (uint)(EfiStart / Iso9660Limits.SectorSize);

    private static long TableLength => GptLimits.TableSectors * GptLimits.SectorSize;

    /// <summary>Writes boot sector and partition tables; nothing where there is no boot.</summary>
    /// <param name="output">The image.</param>
    /// <param name="bootImageSector">First sector of GRUB's El Torito image.</param>
    public void Write(SectorOutput output, uint? bootImageSector)
    {
        if (_options.Bios is null && _options.Efi is null)
            return;
        byte[] bootSector = new byte[MasterBootRecord.Size];
        MasterBootRecord record = new()
        {
            Code = _options.Bios is { } bios ? bios.HybridMbr[..MasterBootRecord.CodeSize] : default,
            DiskId = _ids.Number("disk"),
            Partitions = _options.Efi is null ? [Whole(active: true, MbrPartitionType.Linux, 0, _volumeLength)] : Protective(),
        };
        record.Write(bootSector);
        if (bootImageSector is { } sector)
            GrubBootImage.PlaceInBootSector(bootSector, sector);
        output.WriteAt(0, bootSector);
        if (_options.Efi is null)
            return;
        GptTable table = Table();
        output.WriteAt(GptLimits.SectorSize, table.Primary());
        output.WriteAt(Length - TableLength, table.Backup());
    }

    private MbrPartition[] Protective() =>
    [
        Whole(active: false, MbrPartitionType.Protective, 1, Length),
        new MbrPartition(Active: true, MbrPartitionType.Empty, 0, 1),
    ];

    private static MbrPartition Whole(bool active, byte type, uint first, long length) =>
        new(active, type, first, (uint)Math.Min((length / GptLimits.SectorSize) - first, uint.MaxValue));

    private GptTable Table() => new()
    {
        DiskId = _ids.Guid("disk"),
        SectorCount = (ulong)(Length / GptLimits.SectorSize),
        Partitions =
        [
            new GptPartition(
                GptPartitionType.BasicData, _ids.Guid("iso9660"), FirstIsoSector, (ulong)((_volumeLength / GptLimits.SectorSize) - 1), "ISO9660"),
            new GptPartition(
                GptPartitionType.EfiSystem, _ids.Guid("efi"), (ulong)(EfiStart / GptLimits.SectorSize),
                (ulong)(Alignment.Units(EfiStart + EfiLength, GptLimits.SectorSize) - 1), "EFI"),
        ],
    };
}
